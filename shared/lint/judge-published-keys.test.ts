import { describe, expect, it } from 'vitest'
import type { AttemptDocument } from '../attempt/attempt.ts'
import type { SeenKey } from '../facts/facts.ts'
import { thumbprintBytes, thumbprintOf } from '../facts/thumbprint.ts'
import { profileById } from '../profiles/registry.ts'
import { publicJwkOf } from '../testing/keys.ts'
import { judgePublishedKeys } from './judge-published-keys.ts'

const NOW = 1_790_000_000
type Jwk = Record<string, unknown>

async function judge(keys: Jwk[] | string, chosen?: Jwk, seenKeys: readonly SeenKey[] = []) {
  const profile = profileById('smart-generic')
  if (profile === undefined) throw new Error('no such profile')
  const document: AttemptDocument = {
    kind: 'jwks',
    url: 'https://app.example.test/jwks.json',
    status: 200,
    headers: [['content-type', 'application/json']],
    body: typeof keys === 'string' ? keys : JSON.stringify({ keys }),
  }
  return judgePublishedKeys({ document, profile, chosen, seenKeys, now: NOW })
}
const jwk = async (change: Jwk = {}, name: 'rsa' | 'p384' = 'p384'): Promise<Jwk> => ({
  ...(await publicJwkOf(name)),
  kid: 'one',
  use: 'sig',
  ...change,
})

describe('judgePublishedKeys', () => {
  it('finds nothing in a good set, and the chosen key in it', async () => {
    const [rsa, ec] = [await jwk({ kid: 'r' }, 'rsa'), await jwk({ alg: 'ES384', key_ops: ['verify'] })]
    const { problem, keys } = await judge([rsa, ec], await publicJwkOf('p384'))
    expect(problem).toBeUndefined()
    expect(
      keys.map(({ kid, kind, alg, isChosen, findings }) => [kid, kind, alg, isChosen, findings]),
    ).toEqual([
      ['r', 'RSA 2048', undefined, false, []],
      ['one', 'EC P-384', 'ES384', true, []],
    ])
    expect(keys[1]).toMatchObject({ keyOps: ['verify'], thumbprint: await thumbprintOf(ec) })
  })

  it.each([
    { why: 'a private member', change: { d: 'AQAB' }, rule: 'jwks-private-member' },
    { why: 'a wrong use', change: { use: 'enc' }, rule: 'jwks-use-wrong' },
    { why: 'wrong key_ops', change: { key_ops: ['sign'] }, rule: 'jwks-key-ops-wrong' },
    { why: 'no kid', change: { kid: undefined }, rule: 'jwks-kid-missing' },
    { why: 'a member that is missing', change: { y: undefined }, rule: 'jwks-member-missing' },
    { why: 'a bad certificate', change: { x5c: ['AAAA'] }, rule: 'jwks-x5c-bad' },
  ])('names $why at its own row and at no other', async ({ change, rule }) => {
    const good = await jwk({ kid: 'good' }, 'rsa')
    const { keys } = await judge([good, await jwk(change)])
    expect(keys[0]?.findings).toEqual([])
    expect(keys[1]?.findings.map(({ ruleId }) => ruleId)).toEqual([rule])
  })

  it('names a kid that is there twice at both rows', async () => {
    const { keys } = await judge([await jwk({}, 'rsa'), await jwk(), await jwk({ kid: 'other' })])
    expect(keys.map(({ findings }) => findings.map(({ ruleId }) => ruleId))).toEqual([
      ['jwks-kid-duplicate'],
      ['jwks-kid-duplicate'],
      [],
    ])
  })

  it('names a kid that was another key at an earlier look', async () => {
    const seen: SeenKey = { kid: 'one', thumbprint: 'another', firstSeenAt: 1, lastSeenAt: 2 }
    const { keys } = await judge([await jwk()], undefined, [seen])
    expect(keys[0]?.findings.map(({ message }) => message)).toEqual([
      'The kid one named another key in this JWK Set before; a server may still hold that one.',
    ])
  })

  it.each([
    { hash: 'SHA-256', said: 'the RFC 7638 thumbprint' },
    { hash: 'SHA-1', said: 'the RFC 7638 thumbprint with SHA-1' },
    { hash: 'SHA-512', said: 'the RFC 7638 thumbprint with SHA-512' },
  ] as const)('names a kid that is made with $hash', async ({ hash, said }) => {
    const bytes = await thumbprintBytes(await publicJwkOf('p384'), hash)
    const kid = Buffer.from(bytes ?? []).toString('base64url')
    expect((await judge([await jwk({ kid })])).keys[0]?.kidIs).toBe(said)
    const hexadecimal = Buffer.from(bytes ?? []).toString('hex')
    expect((await judge([await jwk({ kid: hexadecimal })])).keys[0]?.kidIs).toBe(`${said} in hexadecimal`)
  })

  it.each(['<html>', '[]', '{"keys":{}}'])('says why %s is no set', async (body) => {
    expect((await judge(body)).problem).toBeTruthy()
  })
})
