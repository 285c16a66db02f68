import { describe, expect, it } from 'vitest'
import { asksForQuiet } from './asks-for-quiet.ts'

const described = (error_description: string) =>
  JSON.stringify({ error: 'invalid_client', error_description })

describe('asksForQuiet', () => {
  it.each([
    { why: 'the status', answer: { status: 429, body: '' }, says: /429/ },
    { why: 'a lock', answer: { status: 401, body: described('Your account has been locked') }, says: /lock/ },
    {
      why: 'a block',
      answer: { status: 400, body: described('client is temporarily blocked') },
      says: /lock/,
    },
    {
      why: 'a suspended app',
      answer: { status: 403, body: described('This application was suspended') },
      says: /lock/,
    },
    {
      why: 'failed attempts',
      answer: { status: 401, body: described('Too many failed attempts. Try later.') },
      says: /too many/,
    },
    { why: 'a web page', answer: { status: 503, body: '<h1>Too Many Requests</h1>' }, says: /too many/ },
  ])('$why', ({ answer, says }) => expect(asksForQuiet(answer.status, answer.body)).toMatch(says))

  it.each([
    { why: 'a bare refusal', answer: { status: 401, body: '{"error":"invalid_client"}' } },
    { why: 'no answer', answer: { status: undefined, body: undefined } },
    { why: 'a word inside another', answer: { status: 400, body: described('client clock unblocked') } },
    {
      why: 'two sentences',
      answer: { status: 400, body: described('Unknown client. The door is locked.') },
    },
    { why: 'a token', answer: { status: 200, body: '{"access_token":"locked","client":"x"}' } },
  ])('is not said by $why', ({ answer }) => expect(asksForQuiet(answer.status, answer.body)).toBeUndefined())
})
