import type { ProfileId } from './profile.ts'

/** Hosts and paths that give a server's kind away; first match counts. */
const SIGNS: readonly (readonly [RegExp, ProfileId])[] = [
  [/^https:\/\/fhir\.epic\.com\//, 'epic-sandbox'],
  [/\/interconnect[^/]*\/oauth2|\/interconnect[^/]*\/api\/fhir/i, 'epic-production'],
  [/^https:\/\/(login\.microsoftonline\.(com|us)|login\.partner\.microsoftonline\.cn)\//, 'entra'],
  [/^https:\/\/[^/]*\.(okta|oktapreview|okta-emea)\.com\//, 'okta'],
  [/^https:\/\/[^/]*\.auth0\.com\//, 'auth0'],
  [/^https:\/\/[^/]*\.cerner\.com\//, 'oracle-health'],
  [/^https:\/\/[^/]*\.athenahealth\.com\//, 'athenahealth'],
  [/^https:\/\/[^/]*\.googleapis\.com\//, 'google'],
  [/^https:\/\/[^/]*api\.service\.nhs\.uk\//, 'nhs-england'],
  [/^https:\/\/[^/]*\.medplum\.com\//, 'medplum'],
  [/^https:\/\/[^/]*dpc\.cms\.gov\//, 'cms-dpc'],
  [/\/realms\/[^/]+/, 'keycloak'],
  [/\/connect\/token$/, 'duende'],
  [/fhir/i, 'smart-generic'],
]

/** The profile that a URL suggests; plain RFC 7523 where nothing does. A person can always choose another. */
export const guessProfile = (url: string): ProfileId =>
  SIGNS.find(([sign]) => sign.test(url))?.[1] ?? 'rfc7523'
