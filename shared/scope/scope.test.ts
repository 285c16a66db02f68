import { expect, it } from 'vitest'
import { FHIR_TYPES } from './fhir-types.ts'
import { covers, parseScope, printScope, type Scope } from './scope.ts'
import { fc } from '../testing/properties.ts'

const scopeOf = (token: string): Scope => {
  const result = parseScope(token)
  if (!result.ok) throw new Error(result.why)
  return result.scope
}

const subsetOfCruds = fc
  .subarray([...'cruds'], { minLength: 1 })
  .map((letters) => [...'cruds'].filter((letter) => letters.includes(letter)).join(''))
const validToken = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('patient', 'user', 'system'),
      fc.constantFrom('*', ...FHIR_TYPES),
      fc.constantFrom('read', 'write', '*'),
    )
    .map(([context, resource, permissions]) => `${context}/${resource}.${permissions}`),
  fc
    .tuple(
      fc.constantFrom('patient', 'user', 'system'),
      fc.constantFrom('*', ...FHIR_TYPES),
      subsetOfCruds,
      fc.constantFrom('', '?category=laboratory', '?category=http://x|y&status=final'),
    )
    .map(([context, resource, permissions, query]) => `${context}/${resource}.${permissions}${query}`),
  fc.constantFrom(
    'launch',
    'launch/patient',
    'launch/imagingstudy?role=x',
    'openid',
    'fhirUser',
    'online_access',
  ),
  fc.constantFrom('https://graph.example/.default', '__internal', 'urn:x:y'),
)

it('printing a parsed scope gives the same text', () => {
  fc.assert(fc.property(validToken, (token) => printScope(scopeOf(token)) === token))
})

const words = fc.stringMatching(/^[^\s]{0,24}$/)

it('any text is either printed back or refused at a place inside it', () => {
  const near = fc.tuple(validToken, words).map(([token, more]) => `${token}${more}`)
  const spoilt = fc
    .tuple(validToken, fc.nat(), words)
    .map(
      ([token, at, more]) => `${token.slice(0, at % token.length)}${more}${token.slice(at % token.length)}`,
    )
  fc.assert(
    fc.property(fc.oneof(words, near, spoilt), (token) => {
      const parsed = parseScope(token)
      return parsed.ok
        ? printScope(parsed.scope) === token
        : parsed.why !== '' && parsed.index >= 0 && parsed.index <= token.length
    }),
    { numRuns: 2_000 },
  )
})

it.each([
  { token: 'Patient.read', index: 0, why: 'the context is missing' },
  { token: 'Patient/Patient.read', index: 0, why: 'the context has a capital' },
  { token: 'patients/Patient.read', index: 0, why: 'an unknown context' },
  { token: 'patient/patient.read', index: 8, why: 'a lower-case type' },
  { token: 'patient/Observations.rs', index: 8, why: 'a plural type' },
  { token: 'patient/Observation', index: 19, why: 'no permissions' },
  { token: 'patient/Observation.', index: 20, why: 'empty permissions' },
  { token: 'patient/Observation.sr', index: 20, why: 'letters in the wrong order' },
  { token: 'patient/Observation.rr', index: 20, why: 'a letter twice' },
  { token: 'patient/Observation.read?x=1', index: 24, why: 'v1 has no search parameters' },
  { token: 'patient/Observation.rs?x', index: 23, why: 'a pair without a value' },
  { token: 'launch/Patient', index: 7, why: 'a capital in the launch context' },
  { token: 'everything', index: 0, why: 'no SMART scope' },
])('$token is refused at $index: $why', ({ token, index }) => {
  expect(parseScope(token)).toMatchObject({ ok: false, index })
})

it.each([
  { granted: 'patient/*.read', wanted: 'patient/Observation.rs', want: true, why: 'v1 read is rs' },
  {
    granted: 'patient/Observation.rs',
    wanted: 'patient/Observation.read',
    want: true,
    why: 'and the other way',
  },
  {
    granted: 'patient/Observation.r',
    wanted: 'patient/Observation.rs',
    want: false,
    why: 'search is missing',
  },
  { granted: 'system/*.rs', wanted: 'patient/Observation.rs', want: false, why: 'another context' },
  {
    granted: 'patient/*.rs?category=x',
    wanted: 'patient/Observation.rs',
    want: false,
    why: 'narrower by a search',
  },
  { granted: 'openid', wanted: 'openid', want: true, why: 'names compare by text' },
])('$granted covers $wanted: $want ($why)', ({ granted, wanted, want }) => {
  expect(covers(scopeOf(granted), scopeOf(wanted))).toBe(want)
})
