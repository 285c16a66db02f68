import type { Draft, Environment } from '../contract/environments.ts'
import type { Answers } from '../evidence/evidence-of-paste.ts'
import type { Recognised } from '../evidence/recognised.ts'
import { parseForm } from '../facts/http-facts.ts'
import { decodePart, readPart } from '../facts/json-part.ts'
import { newEnvironment } from './new-environment.ts'
import { draftOfVariables } from './settings-of-variables.ts'

/** Parameters that an environment may keep; what stands in none of these lists is not known to be harmless. */
const KEPT_PARAMETERS = new Set(['scope', 'redirect_uri', 'resource', 'audience', 'client_id'])
const GRANTS: Readonly<Record<string, Draft['flow']>> = {
  authorization_code: 'authorization_code',
  refresh_token: 'refresh_token',
  'urn:ietf:params:oauth:grant-type:jwt-bearer': 'jwt_bearer',
}
const LIFETIME_S = 240

export interface PastedEnvironment {
  readonly environment: Environment
  /** The texts of the assertion as it was pasted, where it was. */
  readonly draft: Draft | undefined
}

/** An environment with what was pasted: addresses, client id, header and claims. No secret, no signature, no code. */
export function environmentOfPaste(
  pasted: Recognised,
  answers: Answers,
  profileId: string,
  taken: readonly string[],
): PastedEnvironment {
  const form = parseForm(pasted.request?.body ?? '')
  const param = (name: string) => form.find((each) => each.name === name)?.value
  const assertion = pasted.assertion ?? param('client_assertion') ?? pasted.attempt?.assertion
  const [header, payload] = assertion?.split('.') ?? []
  const headerText = header === undefined ? pasted.texts?.headerText : decodePart(header).text
  const payloadText = payload === undefined ? pasted.texts?.payloadText : decodePart(payload).text
  const authorization = authorizationOf(pasted)
  const claims = readPart(payloadText ?? '').members
  const { iss, sub } = claims
  const tokenEndpoint =
    answers.tokenEndpoint ?? pasted.request?.url?.replace(/[?#].*$/, '') ?? pasted.settings.tokenEndpoint
  const clientId =
    answers.clientId ??
    pasted.settings.clientId ??
    authorization.clientId ??
    (iss === sub && typeof iss === 'string' ? iss : undefined)
  const settings: Environment['settings'] = {
    label: 'non-production',
    ...authorization,
    ...pasted.settings,
    ...(tokenEndpoint !== undefined && URL.canParse(tokenEndpoint) ? { tokenEndpoint } : {}),
    ...(clientId === undefined ? {} : { clientId }),
  }
  const environment = newEnvironment({
    name: nameOf(settings, clientId),
    from: { profile: profileId, settings },
    taken,
  })
  const draft =
    draftOf(headerText, payloadText, form, param('grant_type'), pasted) ??
    (pasted.variables && draftOfVariables(pasted.variables))
  return { environment, draft }
}

/** What the parameters of an authorization request say of the server and of the app; state, nonce and launch stay out. */
function authorizationOf({
  authorizationUrl,
}: Recognised): Pick<Environment['settings'], 'authorizationEndpoint' | 'clientId' | 'fhirBaseUrl'> {
  if (authorizationUrl === undefined || !URL.canParse(authorizationUrl)) return {}
  const param = (name: string) => new URL(authorizationUrl).searchParams.get(name)
  const [clientId, aud] = [param('client_id'), param('aud')]
  return {
    authorizationEndpoint: authorizationUrl.replace(/[?#].*$/, ''),
    ...(clientId ? { clientId } : {}),
    ...(aud && URL.canParse(aud) ? { fhirBaseUrl: aud } : {}),
  }
}

function draftOf(
  headerText: string | undefined,
  payloadText: string | undefined,
  form: ReturnType<typeof parseForm>,
  grant: string | undefined,
  { variables }: Recognised,
): Draft | undefined {
  if (headerText === undefined || payloadText === undefined) return undefined
  const parameters = form.flatMap(({ name, value }): [string, string][] =>
    KEPT_PARAMETERS.has(name) && value !== undefined ? [[name, value]] : [],
  )
  const { iat, exp } = readPart(payloadText).members
  const lifetimeS = typeof iat === 'number' && typeof exp === 'number' ? Math.round(exp - iat) : 0
  return {
    headerText,
    payloadText,
    renewOnSend: true,
    lifetimeS: lifetimeS > 0 && lifetimeS <= 31_536_000 ? lifetimeS : LIFETIME_S,
    flow: GRANTS[grant ?? ''] ?? 'client_credentials',
    parameters:
      parameters.length > 0 || variables?.scope === undefined ? parameters : [['scope', variables.scope]],
  }
}

function nameOf(settings: Environment['settings'], clientId: string | undefined): string {
  const address = [
    settings.tokenEndpoint,
    settings.fhirBaseUrl,
    settings.issuer,
    settings.authorizationEndpoint,
  ].find((each) => each !== undefined && URL.canParse(each))
  const host = address === undefined ? undefined : new URL(address).host
  return (host ?? clientId ?? 'From what was pasted').slice(0, 80)
}
