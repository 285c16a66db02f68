import { describe, expect, it } from 'vitest'
import { explainTry, summarizeFhir, type Tried } from './explain-try.ts'

const said = (tried: Partial<Tried>): string =>
  explainTry({ status: 200, failure: undefined, mediaType: undefined, wwwAuthenticate: undefined, ...tried })

describe('what an answer of the FHIR server means for the token', () => {
  it.each<Partial<Tried> & { says: RegExp }>([
    { status: 200, mediaType: 'application/fhir+json', says: /takes the token/ },
    { status: 204, says: /takes the token/ },
    { status: 200, mediaType: 'text/html', says: /text\/html, not FHIR JSON/ },
    { status: 302, says: /redirect, which is not followed/ },
    { status: 400, says: /not named as the reason/ },
    { status: 401, says: /does not take the token.*known there\.$/ },
    { status: 401, wwwAuthenticate: 'Bearer error="invalid_token"', says: /It says invalid_token\.$/ },
    { status: 401, wwwAuthenticate: 'Bearer error=insufficient_scope', says: /It says insufficient_scope/ },
    { status: 403, says: /granted scopes/ },
    { status: 404, says: /not refused/ },
    { status: 406, says: /format/ },
    { status: 429, says: /slow down/ },
    { status: 503, says: /failed; this says nothing/ },
    { status: undefined, failure: 'dns', says: /No answer came \(dns\)/ },
    { status: undefined, says: /No answer came \(unknown\)/ },
  ])('$status $mediaType $wwwAuthenticate $failure: $says', ({ says, ...tried }) => {
    expect(said(tried)).toMatch(says)
  })
})

describe('what a FHIR answer is', () => {
  it.each([
    { why: 'a resource', body: '{"resourceType":"Patient"}', want: { resourceType: 'Patient', issues: [] } },
    { why: 'a bundle', body: '{"resourceType":"Bundle","entry":[{},{}]}', want: { entries: 2 } },
    { why: 'no JSON', body: '<p>', want: { resourceType: undefined, entries: undefined, issues: [] } },
    { why: 'nothing', body: undefined, want: { resourceType: undefined, issues: [] } },
    {
      why: 'an OperationOutcome with diagnostics',
      body: '{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"login","diagnostics":"no"}]}',
      want: { issues: [{ severity: 'error', code: 'login', text: 'no' }] },
    },
    {
      why: 'an OperationOutcome with details',
      body: '{"issue":[{"details":{"text":"expired"}}]}',
      want: { issues: [{ severity: 'not named', code: 'not named', text: 'expired' }] },
    },
    {
      why: 'members of other types',
      body: '{"resourceType":7,"entry":{},"issue":"x"}',
      want: { issues: [] },
    },
  ])('$why', ({ body, want }) => {
    expect(summarizeFhir(body)).toMatchObject(want)
  })

  it('shows ten issues at most', () => {
    const body = JSON.stringify({ issue: Array.from({ length: 50 }, () => ({})) })
    expect(summarizeFhir(body).issues).toHaveLength(10)
  })
})
