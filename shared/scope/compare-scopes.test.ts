import { describe, expect, it } from 'vitest'
import { coverOf, scopeTokens, withoutRedundant } from './compare-scopes.ts'
import { describeScope } from './describe-scope.ts'
import { parseScope } from './scope.ts'

describe('how far a list covers a scope', () => {
  it.each([
    { why: 'word for word', token: 'openid', list: ['openid'], want: { state: 'same', by: ['openid'] } },
    {
      why: 'v1 read is v2 rs',
      token: 'patient/Observation.read',
      list: ['patient/Observation.rs'],
      want: { state: 'covered', by: ['patient/Observation.rs'] },
    },
    {
      why: 'by a wildcard',
      token: 'patient/Patient.rs',
      list: ['patient/*.rs'],
      want: { state: 'covered', by: ['patient/*.rs'] },
    },
    {
      why: 'by two together',
      token: 'patient/Patient.rs',
      list: ['patient/Patient.r', 'patient/Patient.s'],
      want: { state: 'covered', by: ['patient/Patient.r', 'patient/Patient.s'] },
    },
    {
      why: 'one letter of two',
      token: 'patient/Patient.rs',
      list: ['patient/Patient.r'],
      want: { state: 'partly', by: ['patient/Patient.r'] },
    },
    {
      why: 'another context',
      token: 'patient/Patient.rs',
      list: ['user/Patient.rs'],
      want: { state: 'absent', by: [] },
    },
    { why: 'no SMART scope', token: 'nonsense', list: ['openid'], want: { state: 'absent', by: [] } },
  ])('$why', ({ token, list, want }) => expect(coverOf(token, list)).toEqual(want))
})

it.each([
  { why: 'what a wildcard covers', tokens: ['patient/*.rs', 'patient/Patient.rs'], want: ['patient/*.rs'] },
  {
    why: 'the second of two spellings',
    tokens: ['patient/Patient.read', 'patient/Patient.rs'],
    want: ['patient/Patient.read'],
  },
  { why: 'what stands twice', tokens: ['openid', 'openid'], want: ['openid'] },
  {
    why: 'nothing that is needed',
    tokens: ['launch', 'openid', 'fhirUser', 'x'],
    want: ['launch', 'openid', 'fhirUser', 'x'],
  },
])('takes out $why', ({ tokens, want }) => expect(withoutRedundant(tokens)).toEqual(want))

it('tokens carry their place', () =>
  expect(scopeTokens('a  b')).toEqual([
    { token: 'a', start: 0 },
    { token: 'b', start: 3 },
  ]))

it.each([
  { token: 'patient/Observation.rs', want: 'read and search Observation of the patient in context' },
  {
    token: 'user/*.cruds',
    want: 'create, read, update, delete and search every resource type, future ones too, that the signed-in user may see',
  },
  {
    token: 'patient/Observation.rs?category=laboratory',
    want: 'read and search Observation of the patient in context, only where category=laboratory',
  },
  { token: 'launch/encounter', want: 'an encounter, chosen at the login' },
  { token: 'offline_access', want: 'a refresh token that works on when the user has left' },
])('$token in words', ({ token, want }) => {
  const parsed = parseScope(token)
  expect(parsed.ok && describeScope(parsed.scope)).toBe(want)
})
