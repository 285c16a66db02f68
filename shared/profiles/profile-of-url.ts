import type { ProfileId } from './profile.ts'

/** Hosts and paths that belong to one vendor. The first that fits counts. */
const SIGNS: readonly (readonly [sign: RegExp, profile: ProfileId])[] = [
  [/^https:\/\/fhir\.epic\.com\//, 'epic-sandbox'],
  [/^https:\/\/[^/]+\/(?:[^?#]*\/)?interconnect[^/?#]*\/(?:oauth2|api\/fhir)\//i, 'epic-production'],
  [/^https:\/\/(?:[^/]+\.)?cerner\.com\//, 'oracle-health'],
  [/^https:\/\/api\.(?:preview\.)?platform\.athenahealth\.com\//, 'athenahealth'],
  [/^https:\/\/[^/]+\.(?:okta|oktapreview|okta-emea)\.com\//, 'okta'],
  [/^https:\/\/[^/]+\.auth0\.com\//, 'auth0'],
  [/^https:\/\/login\.(?:microsoftonline\.(?:com|us)|partner\.microsoftonline\.cn)\//, 'entra'],
  [/^https:\/\/oauth2\.googleapis\.com\//, 'google'],
  [/^https:\/\/(?:[^/]+\.)?api\.service\.nhs\.uk\//, 'nhs-england'],
  [/^https:\/\/api\.medplum\.com\//, 'medplum'],
  [/^https:\/\/(?:[^/]+\.)?dpc\.cms\.gov\//, 'cms-dpc'],
  [/^https?:\/\/[^?#]+\/realms\/[^/?#]+/, 'keycloak'],
  [/^https?:\/\/[^?#]+\/connect\/token(?:[?#]|$)/, 'duende'],
]

/** The kind of server that an address gives away; undefined where it could be any. */
export const profileOfUrl = (url: string): ProfileId | undefined =>
  SIGNS.find(([sign]) => sign.test(url))?.[1]
