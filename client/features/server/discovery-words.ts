import type { DiscoveredSetting } from '../../../shared/discovery/compare-documents.ts'

export const SETTING_WORDS: Readonly<Record<DiscoveredSetting, string>> = {
  tokenEndpoint: 'Token endpoint',
  authorizationEndpoint: 'Authorization endpoint',
  issuer: 'Issuer',
  fhirBaseUrl: 'FHIR base',
}
