import { expect, it } from 'vitest'
import { fc } from '../testing/properties.ts'
import { maskFhirBody } from './mask-fhir.ts'

it('keeps the shape and the resource types, and no value of a patient', () => {
  const body = JSON.stringify({
    resourceType: 'Patient',
    id: 'erXuFYUfucBZaryVksYEcMg3',
    name: [{ family: 'Lopez', given: ['Camila', 'Maria'] }],
    birthDate: '1987-09-12',
    deceasedBoolean: false,
    multipleBirthInteger: 2,
    contained: [{ resourceType: 'Practitioner', id: 'p1' }],
    empty: [],
    none: {},
  })
  const shown = maskFhirBody(body) ?? ''
  expect(shown).not.toMatch(/erXu|Lopez|Camila|1987|false|2\b|p1/)
  expect(Object.keys(JSON.parse(shown) as object)).toEqual(Object.keys(JSON.parse(body) as object))
  expect(shown).toContain('"resourceType": "Patient"')
  expect(shown).toContain('"resourceType": "Practitioner"')
})

it.each([
  { why: 'no JSON', text: 'Camila Lopez', want: undefined },
  { why: 'JSON that is cut off', text: '{"name":"Camila', want: undefined },
  { why: 'a list', text: '["Camila"]', want: undefined },
  { why: 'a bare text', text: '"Camila"', want: undefined },
  { why: 'nothing', text: '', want: undefined },
])('shows nothing of $why', ({ text, want }) => {
  expect(maskFhirBody(text)).toBe(want)
})

it('shows what a server says about itself, and about an error without a token in it', () => {
  const statement = '{"resourceType":"CapabilityStatement","software":{"name":"Epic"}}'
  expect(maskFhirBody(statement)).toBe(statement)
  const jwt = `eyJhbGciOiJSUzI1NiJ9.${'a'.repeat(40)}.${'b'.repeat(40)}`
  const outcome = maskFhirBody(
    `{"resourceType":"OperationOutcome","issue":[{"diagnostics":"Bearer ${jwt} is expired"}]}`,
  )
  expect(outcome).toContain('is expired')
  expect(outcome).not.toContain('b'.repeat(40))
})

it('a resource that calls itself one of the public ones by a trick is masked', () => {
  for (const resourceType of ['capabilitystatement', 'CapabilityStatement ', ['CapabilityStatement']])
    expect(maskFhirBody(JSON.stringify({ resourceType, name: 'Camila' }))).not.toContain('Camila')
})

it('no text of a resource survives, whatever its members', () => {
  const secret = 'Camila-Lopez-1987'
  const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
    value: fc.oneof(
      fc.constant(secret),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), tie('value'), { maxKeys: 3 }),
    ),
  })).value
  fc.assert(
    fc.property(value, (member) => {
      const shown = maskFhirBody(JSON.stringify({ resourceType: 'Patient', member })) ?? ''
      return !shown.includes('Camila') && shown.includes('Patient')
    }),
  )
})
