import { describe, expect, it } from 'vitest'
import { aRedirect, CODE, STATE } from '../testing/a-login.ts'
import { anAttempt } from '../testing/an-attempt.ts'
import { discIssuerMismatch } from './rules/discovery/disc-issuer-mismatch.ts'
import { respIssParam } from './rules/response/resp-iss-param.ts'

const ISSUER = 'https://as.example.test/tenant'
const document = (url: string, issuer: string) => ({
  kind: 'oauth-authorization-server' as const,
  url,
  status: 200,
  headers: [['content-type', 'application/json'] as [string, string]],
  body: JSON.stringify({ issuer }),
})
const ASKED = 'https://as.example.test/.well-known/oauth-authorization-server/tenant'

describe('an answer of another server', () => {
  it.each([
    { why: 'the issuer that was asked for', issuer: ISSUER, want: 'pass' },
    { why: 'another host', issuer: 'https://as.evil.test/tenant', want: 'fail' },
    { why: 'another tenant of the same host', issuer: 'https://as.example.test/other', want: 'fail' },
    { why: 'other letters', issuer: 'https://as.example.test/Tenant', want: 'fail' },
    { why: 'another scheme', issuer: 'http://as.example.test/tenant', want: 'fail' },
  ])('R47 metadata that names $why: $want', async ({ issuer, want }) => {
    const facts = await anAttempt('rfc7523')
      .withEnvironment({ issuer: ISSUER })
      .with({ documents: [document(ASKED, issuer)] })
      .facts()
    expect([discIssuerMismatch.check(facts)].flat()[0]).toMatchObject({ kind: want })
  })

  it.each([
    { why: 'another issuer', iss: 'https://as.evil.test', want: 'fail' },
    { why: 'no issuer, where none was promised', iss: undefined, want: 'pass' },
  ])('R47 a redirect that names $why: $want', async ({ iss, want }) => {
    const query = new URLSearchParams({ code: CODE, state: STATE, ...(iss === undefined ? {} : { iss }) })
    const facts = await aRedirect('smart-generic')
      .with({
        callback: { url: `http://127.0.0.1:7523/callback?${query.toString()}`, receivedAt: 1_764_000_000 },
      })
      .facts()
    expect([respIssParam.check(facts)].flat()[0]).toMatchObject({ kind: want })
  })
})
