import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { makeReadToken, type ReadTokenParts } from './read-token.ts'

const part = (members: object): string => Buffer.from(JSON.stringify(members)).toString('base64url')
const jwt = (header: object, claims: object): string => `${part(header)}.${part(claims)}.c2lnbmF0dXJl`
const halfHash = (hash: string, text: string): string => {
  const digest = createHash(hash).update(text).digest()
  return digest.subarray(0, digest.length / 2).toString('base64url')
}

const read = (answer: Readonly<Record<string, unknown>>) => {
  const attempt = {
    format: 'attempt/1',
    id: 'a',
    profile: 'smart-generic',
    tokenResponse: {
      status: 200,
      headers: [['content-type', 'application/json']],
      body: JSON.stringify(answer),
      receivedAt: 1_764_000_000,
    },
  }
  const parts = {
    attempts: { get: () => ({ attempt, shown: { environmentId: 'e' } }) },
    documents: { list: () => [] },
  } as unknown as ReadTokenParts
  return makeReadToken(parts)({ attemptId: 'a' })
}

describe('an access token', () => {
  it('that is opaque has a length and nothing else', async () => {
    const { accessToken } = await read({ access_token: 'u7Xf0kqLw2' })
    expect(accessToken).toEqual({ kind: 'opaque', characters: 10 })
  })

  it('that is a JWT is decoded; what names a person is masked, and the signature is nowhere', async () => {
    const token = jwt(
      { alg: 'RS256', kid: 'k' },
      { iss: 'https://as.example', sub: 'dr-lopez', patient: 'p1' },
    )
    const details = await read({ access_token: token })
    expect(details.accessToken).toEqual({
      kind: 'jwt',
      header: [
        { name: 'alg', value: '"RS256"' },
        { name: 'kid', value: '"k"' },
      ],
      claims: [{ name: 'iss', value: '"https://as.example"' }, { name: 'sub' }, { name: 'patient' }],
    })
    expect(JSON.stringify(details)).not.toMatch(/lopez|c2lnbmF0dXJl/)
  })

  it.each([
    { why: 'two parts', token: 'a.b' },
    { why: 'three parts that are no JSON', token: 'a.b.c' },
    { why: 'five parts, encrypted', token: `${jwt({ alg: 'dir' }, {})}.x.y` },
  ])('of $why is opaque', async ({ token }) => {
    expect((await read({ access_token: token })).accessToken.kind).toBe('opaque')
  })

  it('that is missing is refused', async () => {
    await expect(read({ error: 'invalid_client' })).rejects.toThrow(/nothing-to-reveal/)
  })
})

it('launch context is named; only what is about no person is shown', async () => {
  const { context, needPatientBanner } = await read({
    access_token: 't',
    token_type: 'Bearer',
    expires_in: 300,
    refresh_token: 'r',
    patient: 'erXuFYUfucBZaryVksYEcMg3',
    encounter: 'e9',
    need_patient_banner: true,
    smart_style_url: 'https://ehr.example/style.json',
    intent: 'reconcile',
    custom: 'Lopez',
  })
  expect(needPatientBanner).toBe(true)
  expect(context).toEqual([
    { name: 'patient' },
    { name: 'encounter' },
    { name: 'smart_style_url', value: '"https://ehr.example/style.json"' },
    { name: 'intent', value: '"reconcile"' },
    { name: 'custom' },
  ])
})

describe('the id_token', () => {
  it.each([
    { alg: 'RS256', hash: 'sha256', want: 'passed' },
    { alg: 'ES384', hash: 'sha384', want: 'passed' },
    { alg: 'PS512', hash: 'sha512', want: 'passed' },
    { alg: 'RS512', hash: 'sha256', want: 'failed' },
    { alg: 'EdDSA', hash: 'sha512', want: 'unknown' },
  ])('at_hash of $alg, made with $hash: $want', async ({ alg, hash, want }) => {
    const idToken = jwt({ alg }, { at_hash: halfHash(hash, 'the-token') })
    const details = await read({ access_token: 'the-token', id_token: idToken })
    expect(details.idToken?.checks.find(({ id }) => id === 'at_hash')?.state).toBe(want)
    expect(details.idToken?.hasKeys).toBe(false)
    expect(JSON.stringify(details)).not.toContain('c2lnbmF0dXJl')
  })
})
