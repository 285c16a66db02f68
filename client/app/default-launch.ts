import type { AttemptDocument } from '../../shared/attempt/attempt.ts'
import { firstScope, firstTemplate, type LaunchKind } from '../../shared/authorization/first-template.ts'
import type { Environment, LaunchDraft } from '../../shared/contract/environments.ts'
import type { LaunchValues } from '../../shared/contract/logins.ts'
import { member, parseJson } from '../../shared/json/parse-json.ts'

/** Where the authorization server sends the browser: this program, unless another address is registered. */
export const ownRedirectUri = (): string => `${location.origin}/callback`
/** What to register at the EHR as launch URL. */
export const ownLaunchUrl = (): string => `${location.origin}/launch`

/** As entered, else as the newest document of the server says. */
export function authorizationEndpointOf(
  { settings }: Environment,
  documents: readonly AttemptDocument[],
): string | undefined {
  return settings.authorizationEndpoint ?? memberOf(documents, 'authorization_endpoint')
}

/** A text member of the newest metadata document that has it. */
export function memberOf(documents: readonly AttemptDocument[], name: string): string | undefined {
  return documents
    .filter(({ kind, status }) => !/jwks|capability/.test(kind) && status === 200)
    .map(({ body }) => {
      const parsed = parseJson(body ?? '')
      const value = parsed.ok ? member(parsed.node, name)?.value : undefined
      return value?.kind === 'string' ? value.value : undefined
    })
    .findLast((value) => value !== undefined)
}

export interface DefaultLaunchParts {
  readonly environment: Environment
  readonly documents: readonly AttemptDocument[]
  readonly kind: LaunchKind
  readonly received?: LaunchValues | undefined
}

/** The first authorization request of an environment, made from what is known about it. */
export function defaultLaunch({ environment, documents, kind, received }: DefaultLaunchParts): LaunchDraft {
  const { settings, profile } = environment
  const registered = settings.registration?.redirectUris
  const own = ownRedirectUri()
  const isSmart = /epic|smart|oracle|athena|medplum/.test(profile)
  const isEhr = kind === 'ehr'
  return {
    kind,
    template: firstTemplate({
      authorizationEndpoint: authorizationEndpointOf(environment, documents) ?? '',
      clientId: settings.clientId ?? '',
      redirectUri: registered?.includes(own) ? own : (registered?.[0] ?? own),
      scope: firstScope(isSmart, kind),
      fhirBase: isSmart ? ((isEhr ? received?.iss : undefined) ?? settings.fhirBaseUrl) : undefined,
      launch: isEhr ? (received?.launch ?? '') : undefined,
    }),
    ...(received && { received }),
  }
}
