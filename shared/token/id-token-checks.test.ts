import { describe, expect, it } from 'vitest'
import { encodeBase64url, encodeUtf8 } from '../assertion/base64url.ts'
import { aLogin, loginScope, NO_STORE, TOKEN_ANSWER } from '../testing/a-login.ts'
import { CLIENT_ID, NOW } from '../testing/an-attempt.ts'
import { publicJwkOf, signWith, type TestKeyName } from '../testing/keys.ts'
import { idTokenChecks, type IdTokenCheck } from './id-token-checks.ts'

const ISSUER = 'https://as.example.test'
const AT_HASH = 'MTIzNDU2Nzg5MDEyMzQ1Ng'
const NONCE = '7hPtqLaNLycS6Yh78LFMM4'

interface Given {
  /** Replaced members of the header; undefined leaves one out. */
  readonly header?: Readonly<Record<string, unknown>>
  readonly claims?: Readonly<Record<string, unknown>>
  readonly signedBy?: TestKeyName
  readonly idToken?: string
  /** Names under which the server publishes its key; undefined: its keys were not fetched. */
  readonly serverKids?: readonly string[] | undefined
  readonly environment?: Readonly<Record<string, string | undefined>>
  readonly nonce?: string | undefined
  readonly scope?: string
  readonly grant?: string
}

const part = (members: object): string => encodeBase64url(encodeUtf8(JSON.stringify(members)))

const checksOf = async (given: Given, atHash: string | undefined = AT_HASH) => {
  const { serverKids = ['server-1'], signedBy = 'rsa', scope = loginScope('smart-generic') } = given
  const header = { alg: 'RS256', kid: 'server-1', ...given.header }
  const claims = {
    iss: ISSUER,
    sub: 'someone',
    aud: CLIENT_ID,
    iat: NOW,
    exp: NOW + 300,
    nonce: NONCE,
    at_hash: AT_HASH,
    fhirUser: 'https://ehr.example.test/fhir/Practitioner/1',
    ...given.claims,
  }
  const input = `${part(header)}.${part(claims)}`
  const idToken = given.idToken ?? `${input}.${await signWith(signedBy, 'RS256', input)}`
  const keys = await Promise.all(
    serverKids.map(async (kid) => ({ ...(await publicJwkOf('rsa')), kid, use: 'sig' })),
  )
  const login = aLogin('smart-generic', 'nonce' in given ? { nonce: given.nonce } : {})
    .answered(200, { ...TOKEN_ANSWER, scope, id_token: idToken }, NO_STORE)
    .withEnvironment({ issuer: ISSUER, ...given.environment })
  const exchanged = given.grant === undefined ? login : login.withParameters([['grant_type', given.grant]])
  const jwks = {
    kind: 'server-jwks' as const,
    url: `${ISSUER}/jwks`,
    status: 200,
    body: JSON.stringify({ keys }),
  }
  const fetched =
    'serverKids' in given && given.serverKids === undefined ? exchanged : exchanged.withDocuments([jwks])
  return idTokenChecks(await fetched.withMetadata(null).facts(), atHash)
}

const stateOf = (checks: readonly IdTokenCheck[], id: string) => checks.find((each) => each.id === id)?.state

it('a correct id_token passes every check, and azp is not needed', async () => {
  const checks = await checksOf({})
  expect(checks.map(({ id, state }) => `${id} ${state}`)).toEqual([
    'readable passed',
    'alg passed',
    'kid passed',
    'signature passed',
    'iss passed',
    'aud passed',
    'azp not-applicable',
    'exp passed',
    'iat passed',
    'nonce passed',
    'at_hash passed',
    'fhirUser passed',
  ])
})

it('an answer without an id_token has no checks', async () => {
  expect(idTokenChecks(await aLogin().answered(200, TOKEN_ANSWER, NO_STORE).facts(), undefined)).toEqual([])
})

it('what is no JWT has one line', async () => {
  const checks = await checksOf({ idToken: 'opaque' })
  expect(checks).toMatchObject([{ id: 'readable', state: 'failed' }])
})

describe('one spoiled thing', () => {
  const rows: readonly ({ why: string; check: string; want: IdTokenCheck['state'] } & Given)[] = [
    { why: 'alg none', check: 'alg', want: 'failed', header: { alg: 'none' } },
    { why: 'a symmetric alg', check: 'alg', want: 'failed', header: { alg: 'HS256' } },
    { why: 'no alg', check: 'alg', want: 'failed', header: { alg: undefined } },
    { why: 'a kid of nobody', check: 'kid', want: 'failed', header: { kid: 'server-9' } },
    { why: 'no kid, one key', check: 'kid', want: 'not-applicable', header: { kid: undefined } },
    {
      why: 'no kid, two keys',
      check: 'kid',
      want: 'unknown',
      header: { kid: undefined },
      serverKids: ['server-1', 'server-2'],
    },
    { why: 'keys that were not fetched', check: 'kid', want: 'unknown', serverKids: undefined },
    { why: 'keys that were not fetched', check: 'signature', want: 'unknown', serverKids: undefined },
    { why: 'another key', check: 'signature', want: 'failed', signedBy: 'rsa-other' },
    { why: 'another issuer', check: 'iss', want: 'failed', claims: { iss: `${ISSUER}/` } },
    { why: 'no iss', check: 'iss', want: 'failed', claims: { iss: undefined } },
    { why: 'an issuer that is not known', check: 'iss', want: 'unknown', environment: { issuer: undefined } },
    { why: 'another client', check: 'aud', want: 'failed', claims: { aud: 'other' } },
    { why: 'a list with this client', check: 'aud', want: 'passed', claims: { aud: [CLIENT_ID] } },
    { why: 'no aud', check: 'aud', want: 'failed', claims: { aud: undefined } },
    {
      why: 'a client id that is not known',
      check: 'aud',
      want: 'unknown',
      environment: { clientId: undefined },
    },
    { why: 'two audiences and no azp', check: 'azp', want: 'failed', claims: { aud: [CLIENT_ID, 'x'] } },
    {
      why: 'two audiences and this azp',
      check: 'azp',
      want: 'passed',
      claims: { aud: [CLIENT_ID, 'x'], azp: CLIENT_ID },
    },
    { why: 'another azp', check: 'azp', want: 'failed', claims: { azp: 'x' } },
    { why: 'expired by more than the clocks', check: 'exp', want: 'failed', claims: { exp: NOW - 120 } },
    { why: 'expired within the clocks', check: 'exp', want: 'passed', claims: { exp: NOW - 30 } },
    { why: 'an exp of text', check: 'exp', want: 'failed', claims: { exp: 'soon' } },
    { why: 'made in the future', check: 'iat', want: 'failed', claims: { iat: NOW + 300 } },
    { why: 'old when it came', check: 'iat', want: 'failed', claims: { iat: NOW - 3_600 } },
    { why: 'another nonce', check: 'nonce', want: 'failed', claims: { nonce: NONCE.toLowerCase() } },
    { why: 'no nonce back', check: 'nonce', want: 'failed', claims: { nonce: undefined } },
    {
      why: 'no nonce either way',
      check: 'nonce',
      want: 'not-applicable',
      nonce: undefined,
      claims: { nonce: undefined },
    },
    { why: 'a nonce that was not sent', check: 'nonce', want: 'failed', nonce: undefined },
    { why: 'a refreshed token', check: 'nonce', want: 'not-applicable', grant: 'refresh_token' },
    { why: 'another at_hash', check: 'at_hash', want: 'failed', claims: { at_hash: 'x' } },
    { why: 'no at_hash', check: 'at_hash', want: 'not-applicable', claims: { at_hash: undefined } },
    {
      why: 'fhirUser granted and absent',
      check: 'fhirUser',
      want: 'failed',
      claims: { fhirUser: undefined },
    },
    {
      why: 'fhirUser neither granted nor there',
      check: 'fhirUser',
      want: 'not-applicable',
      claims: { fhirUser: undefined },
      scope: 'openid',
    },
    { why: 'a user of no such type', check: 'fhirUser', want: 'failed', claims: { fhirUser: 'Location/1' } },
  ]
  it.each(rows)('$why: $check is $want', async ({ why: _, check, want, ...given }) => {
    const checks = await checksOf(given)
    expect(stateOf(checks, check), JSON.stringify(checks.find(({ id }) => id === check))).toBe(want)
  })

  it('an at_hash that cannot be computed is unknown, never a tick', async () => {
    const facts = await aLogin()
      .answered(200, {
        ...TOKEN_ANSWER,
        id_token: `${part({ alg: 'EdDSA' })}.${part({ at_hash: 'x' })}.c2ln`,
      })
      .facts()
    expect(stateOf(idTokenChecks(facts, undefined), 'at_hash')).toBe('unknown')
  })
})
