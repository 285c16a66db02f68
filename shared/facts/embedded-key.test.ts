import { describe, expect, it } from 'vitest'
import { encodeBase64url, encodeUtf8 } from '../assertion/base64url.ts'
import { RULES } from '../lint/registry.ts'
import { runLint } from '../lint/run-lint.ts'
import { rfc7523 } from '../profiles/rfc7523.ts'
import { publicJwkOf, signWith } from '../testing/keys.ts'
import { gatherFacts } from './gather-facts.ts'

const part = (value: object): string => encodeBase64url(encodeUtf8(JSON.stringify(value)))
const JWKS_URL = 'https://app.example.test/jwks.json'

/** An assertion that its own header vouches for, and the registered set as it is. */
const judged = async (header: object, registered: readonly Record<string, unknown>[]) => {
  const input = `${part({ alg: 'RS256', typ: 'JWT', kid: 'mine', ...header })}.${part({ iss: 'a', sub: 'a' })}`
  const facts = await gatherFacts({
    profile: rfc7523,
    assertion: `${input}.${await signWith('rsa-other', 'RS256', input)}`,
    environment: { registration: { keyMode: 'jwks-url', jwksUrl: JWKS_URL } },
    documents: [
      { kind: 'jwks', url: JWKS_URL, status: 200, body: JSON.stringify({ keys: registered }) },
      // What the header points at was fetched by somebody for another reason.
      {
        kind: 'jwks',
        url: 'https://evil.example/jwks.json',
        status: 200,
        body: JSON.stringify({ keys: [{ ...(await publicJwkOf('rsa-other')), kid: 'mine' }] }),
      },
    ],
  })
  return {
    signature: facts.assertion?.signature,
    ids: runLint(facts, RULES).findings.map(({ ruleId }) => ruleId),
  }
}

describe('R29 a key that the header brings along', () => {
  it.each([
    { name: 'jwk', header: async () => ({ jwk: await publicJwkOf('rsa-other') }) },
    { name: 'jku', header: () => Promise.resolve({ jku: 'https://evil.example/jwks.json' }) },
    { name: 'x5u', header: () => Promise.resolve({ x5u: 'https://evil.example/jwks.json' }) },
    { name: 'x5c', header: () => Promise.resolve({ x5c: ['MIIB'] }) },
  ])('as $name never becomes the one that the signature is judged by', async ({ header }) => {
    const registered = { ...(await publicJwkOf('rsa')), kid: 'mine' }
    const { signature, ids } = await judged(await header(), [registered])
    expect(signature?.underJwks.map(({ outcome }) => outcome)).toEqual(['invalid'])
    expect(signature?.underPublicKey).toBe('unknown')
    expect(ids).toContain('signature-invalid')
    // And with nothing registered there is nothing to verify with.
    const { signature: without } = await judged(await header(), [])
    expect(without?.underJwks).toEqual([])
    expect(without?.underUploaded).toBe('unknown')
  })

  it('the same signature is valid once the key is registered', async () => {
    const { signature } = await judged({}, [{ ...(await publicJwkOf('rsa-other')), kid: 'mine' }])
    expect(signature?.underJwks.map(({ outcome }) => outcome)).toEqual(['valid'])
  })
})
