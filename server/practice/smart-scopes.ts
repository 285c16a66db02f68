/** Scopes that the provider knows by name; the FHIR ones are taken by their form. */
export const OIDC_SCOPES = ['openid', 'offline_access', 'online_access', 'profile', 'fhirUser'] as const

/** SMART App Launch 2.2, scopes and launch context: `context/resource.permissions`, v1 and v2, with v2's query. */
const FHIR_SCOPE =
  /^(system|patient|user)\/(\*|[A-Z][A-Za-z]*)\.(read|write|\*|(?=[cruds])c?r?u?d?s?)(\?\S+)?$/
const CONTEXT_SCOPE = /^launch(\/[a-z]+)?$/

const isKnown = (scope: string): boolean =>
  FHIR_SCOPE.test(scope) || CONTEXT_SCOPE.test(scope) || OIDC_SCOPES.some((known) => known === scope)

/** The scopes of a request that the practice server grants, in order; unknown ones fall away as OAuth allows. */
export const grantableScopes = (scope: string | undefined): string =>
  (scope ?? '').split(' ').filter(isKnown).join(' ')

/** True where the token response carries a patient: a launch from the EHR, or a patient asked for. */
export const hasPatientContext = (scope: string | undefined): boolean =>
  (scope ?? '').split(' ').some((one) => one === 'launch' || one === 'launch/patient')

export const SCOPES_SUPPORTED = [
  ...OIDC_SCOPES,
  'launch',
  'launch/patient',
  'patient/*.rs',
  'user/*.rs',
  'system/*.rs',
  'system/*.read',
  'system/Patient.rs',
  'system/Patient.read',
]
