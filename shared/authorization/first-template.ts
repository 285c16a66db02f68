import { buildAuthorizationUrl } from './authorization-url.ts'
import { NEW } from './fresh-values.ts'

/** How the login starts: from inside the EHR, or from the app itself. */
export type LaunchKind = 'ehr' | 'standalone'

export interface TemplateParts {
  readonly authorizationEndpoint: string
  readonly clientId: string
  readonly redirectUri: string
  readonly scope: string
  /** The iss of an EHR launch, else the FHIR base; undefined where neither is known or wanted. */
  readonly fhirBase: string | undefined
  /** What the EHR passed; undefined for a standalone launch. */
  readonly launch: string | undefined
}

/** The first authorization request of an environment: everything that SMART App Launch 2.2 asks for, and PKCE. */
export function firstTemplate(parts: TemplateParts): string {
  const { fhirBase, launch } = parts
  const url = buildAuthorizationUrl(parts.authorizationEndpoint, [
    ['response_type', 'code'],
    ['client_id', parts.clientId],
    ['redirect_uri', parts.redirectUri],
    ['scope', parts.scope],
    ...(fhirBase === undefined ? [] : [['aud', fhirBase] as const]),
    ...(launch === undefined ? [] : [['launch', launch] as const]),
  ])
  const asksIdentity = parts.scope.split(' ').includes('openid')
  // The mark is no value, so it is not encoded.
  const fresh = [
    `state=${NEW}`,
    ...(asksIdentity ? [`nonce=${NEW}`] : []),
    `code_challenge=${NEW}`,
    'code_challenge_method=S256',
  ]
  return `${url}&${fresh.join('&')}`
}

/** What a first login needs to be of use, at a SMART server and anywhere else. */
export const firstScope = (isSmart: boolean, kind: LaunchKind): string =>
  isSmart ? `${kind === 'ehr' ? 'launch' : 'launch/patient'} openid fhirUser patient/Patient.rs` : 'openid'
