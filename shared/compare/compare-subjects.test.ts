import { describe, expect, it } from 'vitest'
import { compareSentence, compareSubjects, differences } from './compare-subjects.ts'
import { subjectOfJwt, subjectOfTexts, type Subject } from './subject.ts'

const base = { iss: 'me', sub: 'me', aud: 'https://a.example/token', jti: '1', iat: 100, exp: 340 }
const side = (
  claims: object,
  header: object = { alg: 'RS384', kid: 'k1' },
  more: Partial<Subject> = {},
): Subject => ({
  ...subjectOfTexts(JSON.stringify(header), JSON.stringify(claims)),
  ...more,
})
const works: Subject = side(base, undefined, { outcome: 'works' })
const sentence = (left: Subject, right: Subject) => compareSentence(left, right, compareSubjects(left, right))

describe('the sentence on top', () => {
  it.each([
    {
      why: 'names what differs',
      right: side(
        { ...base, aud: 'https://a.example/token/', exp: 3_700 },
        { alg: 'RS384', kid: 'k2' },
        { outcome: 'fails' },
      ),
      says: 'A works, B fails: aud, lifetime and kid differ.',
    },
    {
      why: 'leaves out what always differs',
      right: side({ ...base, jti: '2', iat: 900, exp: 1_140 }, undefined, { outcome: 'fails' }),
      says: 'A works, B fails: nothing differs but jti and the times of the day.',
    },
    {
      why: 'a missing jti is a difference',
      right: side({ ...base, jti: undefined }, undefined, { outcome: 'fails' }),
      says: 'A works, B fails: jti differs.',
    },
    {
      why: 'texts were not sent',
      right: side(base),
      says: 'A works, B was not sent: nothing differs but jti and the times of the day.',
    },
    {
      why: 'keys by thumbprint, where both are known',
      right: { ...works, key: 't2', outcome: 'fails' as const },
      left: { ...works, key: 't1' },
      says: 'A works, B fails: key differs.',
    },
    {
      why: 'both fail',
      left: { ...works, outcome: 'fails' as const },
      right: side({ ...base, sub: 'x' }, undefined, { outcome: 'fails' }),
      says: 'A and B both fail: sub differs.',
    },
  ])('$why', ({ left = works, right, says }) => expect(sentence(left, right)).toBe(says))
})

it('what one side cannot know is no difference', () => {
  const attempt: Subject = {
    ...works,
    parameters: { scope: 'system/*.read' },
    environment: { profile: 'epic-sandbox' },
  }
  expect(differences(compareSubjects(attempt, side(base)))).toEqual([])
})

it('a pasted JWT is a side, other text is not', () => {
  const jwt = `${btoa('{"alg":"RS256"}')}.${btoa('{"iss":"me"}')}.c2ln`.replaceAll('=', '')
  expect(subjectOfJwt(` ${jwt}\n`)?.claims).toEqual({ iss: 'me' })
  expect(subjectOfJwt('hello.world')).toBeUndefined()
})
