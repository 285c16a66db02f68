import { expect, it } from 'vitest'
import { outcomeAdvice } from './outcome-advice.ts'
import { readOutcome } from './read-outcome.ts'

const said = (status: number, bodyText: string | undefined, headers: [string, string][] = []) =>
  outcomeAdvice(readOutcome({ status, headers, bodyText }))

it.each([
  {
    why: 'a redirect',
    status: 307,
    body: '',
    says: /from the server’s metadata; the assertion was not sent on/,
  },
  { why: 'a page', status: 200, body: '<!doctype html>', says: /web page: check the path/ },
  { why: 'nothing', status: 502, body: '', says: /gateway in front/ },
  { why: 'no text', status: 200, body: undefined, says: /changed the bytes/ },
  { why: 'no JSON', status: 200, body: 'OK', says: /a gateway/ },
  {
    why: 'JSON too deep',
    status: 200,
    body: '['.repeat(70) + ']'.repeat(70),
    says: /No token response has this shape/,
  },
  { why: 'a list', status: 200, body: '[]', says: /a gateway/ },
  { why: 'a refusal in another form', status: 400, body: '{"code":7}', says: /a form of its own/ },
  { why: 'no token', status: 200, body: '{"keys":[]}', says: /Another kind of endpoint/ },
])('R44 an answer that is $why has its own advice', ({ status, body, says }) => {
  expect(said(status, body)).toMatch(says)
})

it.each([
  { why: 'a token', body: '{"access_token":"t"}', status: 200 },
  { why: 'an OAuth error', body: '{"error":"invalid_client"}', status: 401 },
])('$why needs none: rules and causes speak', ({ status, body }) => {
  expect(said(status, body)).toBeUndefined()
})
