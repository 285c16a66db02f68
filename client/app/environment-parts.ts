import type { Environment } from '../../shared/contract/environments.ts'
import type { KeySummary } from '../../shared/contract/keys.ts'

/** Why nothing can be sent; undefined when it can. A ready-made assertion needs no key. */
export function missingPart(
  tokenEndpoint: string | undefined,
  key: KeySummary | undefined,
  isReadyMade: boolean,
): string | undefined {
  if (!tokenEndpoint) return 'the token endpoint is missing (step 1)'
  if (isReadyMade) return undefined
  if (!key) return 'no key is chosen (step 2)'
  if (key.state === 'locked') return `${key.name} is locked (step 2)`
  if (key.state === 'unusable') return `${key.name} cannot be used (step 2)`
  return undefined
}

/** Addresses of this environment that an aud may be meant to be. */
export function audienceCandidates({ settings }: Environment) {
  const { tokenEndpoint, issuer, fhirBaseUrl } = settings
  const all = [
    { value: tokenEndpoint, from: 'token endpoint of this environment' },
    { value: issuer, from: 'issuer of this environment' },
    { value: fhirBaseUrl, from: 'FHIR base: a resource, seldom the audience of an assertion' },
  ]
  return all.flatMap(({ value, from }) => (value ? [{ value, from }] : []))
}
