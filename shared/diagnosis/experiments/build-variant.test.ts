import { describe, expect, it } from 'vitest'
import { CONTROL, EXPERIMENT_IDS, SHORT_CONTROL, type ExperimentId } from './experiment.ts'
import { buildVariant } from './build-variant.ts'

const NOW = 1_764_000_000
const HEADER = '{"alg":"RS384","typ":"JWT","kid":"k1"}'
const AUD = 'https://as.example.test/token'
const PAYLOAD = `{"iss":"c","sub":"c","aud":"${AUD}","jti":"old","iat":${NOW - 100},"exp":${NOW + 140},"extra":1}`

const variant = (id: ExperimentId, change = '') => {
  const built = buildVariant(id, change, {
    headerText: HEADER,
    payloadText: PAYLOAD,
    parameters: [['scope', 'system/*.read system/Patient.rs']],
    now: NOW,
    jti: 'fresh',
    stranger: 'nobody',
    lifetimeS: 240,
  })
  return {
    ...built,
    header: JSON.parse(built.headerText) as Record<string, unknown>,
    payload: JSON.parse(built.payloadText) as Record<string, unknown>,
  }
}
const without = (object: Record<string, unknown>, ...names: string[]) =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)))
const CLAIMS = { iss: 'c', sub: 'c', aud: AUD, extra: 1 }

describe('a variant', () => {
  it.each(EXPERIMENT_IDS.filter((id) => id !== 'X8'))('%s has a jti of its own', (id) => {
    expect(variant(id).payload['jti']).toBe('fresh')
  })

  it.each(EXPERIMENT_IDS.filter((id) => !['X0', 'X8', 'X13'].includes(id)))(
    '%s is in force for a minute at most',
    (id) => {
      expect(Number(variant(id).payload['exp']) - NOW).toBeLessThanOrEqual(60)
    },
  )

  it.each([
    { id: 'X0', change: '', lifetimeS: 240 },
    { id: 'X13', change: '', lifetimeS: 240 },
    { id: 'X0', change: CONTROL, lifetimeS: 240 },
    { id: 'X0', change: SHORT_CONTROL, lifetimeS: 60 },
  ] as const)('$id $change repeats the rest, $lifetimeS s long', ({ id, change, lifetimeS }) => {
    const { headerText, payload } = variant(id, change)
    expect(headerText).toBe(HEADER)
    expect(without(payload, 'jti', 'iat', 'exp')).toEqual(CLAIMS)
    expect(Number(payload['exp']) - Number(payload['iat'])).toBe(lifetimeS)
  })

  it.each([
    { id: 'X1', change: '', iss: 'nobody', sub: 'nobody' },
    { id: 'X4', change: '', aud: 'https://invalid.example/' },
    { id: 'X5', change: 'https://as.example.test', aud: 'https://as.example.test' },
  ] as const)('$id changes those claims and no other', ({ id, change, ...claims }) => {
    const { headerText, payload } = variant(id, change)
    expect(headerText).toBe(HEADER)
    expect(without(payload, 'jti', 'iat', 'exp')).toEqual({ ...CLAIMS, ...claims })
  })

  it.each([
    { id: 'X2', change: '', header: { alg: 'RS384', typ: 'JWT', kid: 'nobody-nobody' } },
    { id: 'X10', change: 'RS256', header: { alg: 'RS256', typ: 'JWT', kid: 'k1' } },
    { id: 'X11', change: 'without kid', header: { alg: 'RS384', typ: 'JWT' } },
    { id: 'X11', change: 'without typ', header: { alg: 'RS384', kid: 'k1' } },
  ] as const)('$id $change changes the header alone', ({ id, change, header }) => {
    const built = variant(id, change)
    expect(built.header).toEqual(header)
    expect(without(built.payload, 'jti', 'iat', 'exp')).toEqual(CLAIMS)
  })

  it('X3 breaks the signature, X9 leaves the assertion out, and neither touches the texts', () => {
    expect(variant('X3')).toMatchObject({ isSignatureBroken: true, headerText: HEADER })
    expect(variant('X9')).toMatchObject({ isWithoutAssertion: true, headerText: HEADER })
  })

  it('X7 has run out', () => {
    expect(variant('X7').payload['exp']).toBe(NOW - 600)
  })

  it('X8 alone is the assertion itself, with its old jti and times', () => {
    expect(variant('X8')).toMatchObject({ isResent: true, headerText: HEADER, payloadText: PAYLOAD })
  })

  it('X17 changes the scope alone', () => {
    expect(variant('X17', 'without scope').parameters).toEqual([])
    expect(variant('X17', 'only system/Patient.rs').parameters).toEqual([['scope', 'system/Patient.rs']])
  })
})
