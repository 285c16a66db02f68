import { describe, expect, it } from 'vitest'
import type { TokenOutcome } from '../../../shared/contract/token-outcome.ts'
import { clockWords, outcomeWords, scopeRows, verdictOf } from './answer-model.ts'
import { attemptWith, causeWith, diagnosisWith, rankedWith } from './answer-samples.ts'

const refused: TokenOutcome = { kind: 'oauth-error', status: 400, error: 'invalid_client' }

describe('verdictOf', () => {
  it.each([
    {
      why: 'a proven fault is enough',
      causes: [causeWith()],
      tone: 'error',
      said: /^Proven: aud ends .* documented rule \(RFC 7523\) and is enough to explain the answer\.$/,
    },
    {
      why: 'a probable one is said to be so',
      causes: [rankedWith({ grade: 'probable' })],
      tone: 'warning',
      said: /^Nothing local is proven\. Most likely: The registration .*, because: saved 20 min ago\.$/,
    },
    {
      why: 'a possible one is a place to look at',
      causes: [rankedWith()],
      tone: 'unknown',
      said: /^Nothing local is wrong\. First to look at: /,
    },
    {
      why: 'hints explain nothing',
      causes: [causeWith({ grade: 'hint' })],
      tone: 'unknown',
      said: /^Nothing that can be checked/,
    },
  ])('$why', ({ causes, tone, said }) => {
    const verdict = verdictOf(attemptWith(refused), diagnosisWith(causes))
    expect(verdict.tone).toBe(tone)
    expect(verdict.sentence).toMatch(said)
    expect(verdict.reach).toContain('The server said only invalid_client.')
  })

  it('keeps the headline short: what several experiments have shown stands below it', () => {
    const evidence = `Attempt 4 (repeat unchanged): the same answer as before; ${'and one more; '.repeat(6)}done.`
    const verdict = verdictOf(
      attemptWith(refused),
      diagnosisWith([rankedWith({ grade: 'probable', evidence })]),
    )
    expect(verdict.sentence).toMatch(/^Nothing local is proven\. Most likely: [^:]+\.$/)
    expect(verdict.reach).toMatch(/^Because: attempt 4 \(repeat unchanged\)/)
  })

  it('says nothing before the diagnosis is there', () => {
    expect(verdictOf(attemptWith(refused), undefined)).toMatchObject({ tone: 'unknown' })
  })

  it.each<{ why: string; outcome: TokenOutcome; said: RegExp }>([
    { why: 'a token', outcome: { kind: 'token', status: 200, members: [] }, said: /issued a token/ },
    {
      why: 'a web page',
      outcome: { kind: 'not-conformant', status: 200, why: 'the body is HTML' },
      said: /not the answer of a token endpoint/,
    },
    {
      why: 'silence',
      outcome: { kind: 'no-response', failure: 'dns', detail: 'ENOTFOUND' },
      said: /does not resolve/,
    },
  ])('says of $why what it is', ({ outcome, said }) => {
    expect(verdictOf(attemptWith(outcome), undefined).sentence).toMatch(said)
  })
})

describe('scopeRows', () => {
  it.each([
    {
      why: 'an answer without scope grants all',
      asked: 'a b',
      granted: undefined,
      rows: ['a granted', 'b granted'],
    },
    { why: 'less than asked', asked: 'a b', granted: 'b', rows: ['a not granted', 'b granted'] },
    { why: 'more than asked', asked: 'a', granted: 'a c', rows: ['a granted', 'c added'] },
    { why: 'nothing asked', asked: '', granted: 'c', rows: ['c added'] },
  ])('$why', ({ asked, granted, rows }) => {
    expect(scopeRows(asked, granted).map(({ scope, state }) => `${scope} ${state}`)).toEqual(rows)
  })
})

describe('clockWords', () => {
  it.each([
    [{ offsetS: -0.4, uncertaintyS: 0.3 }, '0.4 s behind yours, ±0.3 s'],
    [{ offsetS: 61, uncertaintyS: 0.5 }, '61.0 s ahead of yours, ±0.5 s'],
    [{ offsetS: 0.2, uncertaintyS: 0.5 }, 'agrees with yours, ±0.5 s'],
    [undefined, undefined],
  ])('%j is %s', (clock, words) => expect(clockWords(clock)).toBe(words))
})

describe('outcomeWords', () => {
  it.each<[TokenOutcome, string]>([
    [refused, '400 invalid_client'],
    [{ kind: 'no-response', failure: 'timeout', detail: '' }, 'no answer (timeout)'],
  ])('%j', (outcome, words) => expect(outcomeWords(attemptWith(outcome))).toBe(words))
})
