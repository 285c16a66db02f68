import type { Source } from './define-rule.ts'

/** An RFC; the section only where its number was checked. */
export const rfc = (number: number, section?: string): Source => ({
  document: `RFC ${number}`,
  ...(section === undefined ? {} : { section }),
  url: `https://www.rfc-editor.org/rfc/rfc${number}`,
})

const page =
  (document: string, url: string) =>
  (section?: string): Source => ({
    document,
    ...(section === undefined ? {} : { section }),
    url,
  })

const SMART = 'https://hl7.org/fhir/smart-app-launch'

export const smartAsymmetric = page(
  'SMART App Launch 2.2.0, asymmetric client authentication',
  `${SMART}/client-confidential-asymmetric.html`,
)
export const smartBackend = page('SMART App Launch 2.2.0, backend services', `${SMART}/backend-services.html`)
export const smartLaunch = page('SMART App Launch 2.2.0, app launch', `${SMART}/app-launch.html`)
export const smartScopes = page(
  'SMART App Launch 2.2.0, scopes and launch context',
  `${SMART}/scopes-and-launch-context.html`,
)
export const smartConformance = page('SMART App Launch 2.2.0, conformance', `${SMART}/conformance.html`)
export const epicOauth = page('Epic on FHIR, OAuth 2.0', 'https://fhir.epic.com/Documentation?docId=oauth2')
export const openidCore = page(
  'OpenID Connect Core 1.0',
  'https://openid.net/specs/openid-connect-core-1_0.html',
)
export const fapi2 = page(
  'FAPI 2.0 Security Profile',
  'https://openid.net/specs/fapi-security-profile-2_0-final.html',
)
export const entraCredentials = page(
  'Microsoft identity platform, certificate credentials',
  'https://learn.microsoft.com/entra/identity-platform/certificate-credentials',
)

/** Our own threshold, with the reason for it. */
export const own = (reason: string): Source => ({ document: 'own', reason })
