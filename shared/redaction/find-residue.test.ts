import { describe, expect, it } from 'vitest'
import { encodeBase64url, encodeUtf8 } from '../assertion/base64url.ts'
import { findResidue, replaceSecrets, SHORTEST_SECRET } from './find-residue.ts'
import { fc } from '../testing/properties.ts'

const SECRET = 'pa ss/wörd+"7Q'
const secrets = [{ name: 'the passphrase', value: SECRET }]
const utf8 = encodeUtf8(SECRET)
const plain64 = btoa(String.fromCharCode(...utf8))

describe('a known secret is found', () => {
  it.each([
    { why: 'raw', text: `x ${SECRET} y` },
    { why: 'URL-encoded', text: `a=${encodeURIComponent(SECRET)}&b` },
    { why: 'URL-encoded as a form does', text: `a=${encodeURIComponent(SECRET).replaceAll('%20', '+')}` },
    {
      why: 'URL-encoded with small letters',
      text: encodeURIComponent(SECRET).toLowerCase().replace('7q', '7Q'),
    },
    { why: 'URL-encoded twice', text: encodeURIComponent(encodeURIComponent(SECRET)) },
    { why: 'in base64', text: `Basic ${plain64}` },
    { why: 'in base64url', text: encodeBase64url(utf8) },
    { why: 'in the middle of a base64url text', text: encodeBase64url(encodeUtf8(`ab${SECRET}cdef`)) },
    { why: 'in base64 behind one other byte', text: btoa(`x${String.fromCharCode(...utf8)}z`) },
    { why: 'JSON-escaped', text: JSON.stringify({ a: SECRET }) },
    { why: 'JSON in JSON', text: JSON.stringify(JSON.stringify({ a: SECRET })) },
    { why: 'in hex', text: [...utf8].map((byte) => byte.toString(16).padStart(2, '0')).join('') },
  ])('$why', ({ text }) => expect(findResidue(text, secrets)?.what).toBe('the passphrase'))

  it('wherever it stands in whatever is encoded around it', () => {
    const around = fc.string({ maxLength: 9 })
    const value = fc.string({ minLength: 12, maxLength: 30, unit: fc.constantFrom(...'abcXYZ0189-_') })
    fc.assert(
      fc.property(around, value, around, (before, secret, after) => {
        const text = encodeBase64url(encodeUtf8(before + secret + after))
        expect(findResidue(text, [{ name: 's', value: secret }])).toBeDefined()
      }),
    )
  })
})

describe('what looks like a credential is found', () => {
  const jwk = '{"kty":"RSA","d":"Zm9vYmFyYmF6cXV4Zm9vYmFy"}'
  it.each([
    { why: 'PEM', text: 'x -----BEGIN EC PRIVATE KEY-----\nMHc' },
    { why: 'the private member of a JWK', text: jwk },
    { why: 'one in a JSON text in JSON', text: JSON.stringify(jwk) },
    { why: 'a JWT', text: 'a eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJtZSJ9.c2lnbmF0dXJl' },
    { why: 'a JWT without its signature', text: 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJtZSJ9.' },
    { why: 'Bearer', text: 'Authorization: Bearer abcdefghijklmnop1' },
    { why: 'Basic', text: 'authorization: basic YWxhZGRpbjpvcGVu' },
    { why: 'a password in an address', text: 'http://me:hunter2@proxy.example:3128' },
    { why: 'long base64', text: 'a'.repeat(31) + 'B'.repeat(31) + '12' },
  ])('$why', ({ text }) => expect(findResidue(text, [])?.form).toBe('by its look'))
})

it.each([
  {
    why: 'the path of an address',
    text: '/tenants/5f2c09d2-77b0-4c55-9e1d-0b6c2f7a9e9e/hosts/fhir-ehr/protocols/oauth2/token',
  },
  {
    why: 'a challenge to authenticate',
    text: 'WWW-Authenticate: Bearer realm="epic", error="invalid_client"',
  },
  { why: 'a published key', text: `"n":"${'aB3'.repeat(60)}"`, allowed: ['aB3'.repeat(60)] },
  { why: 'a masked private member', text: '{"d":"removed"}' },
])('$why is no residue', ({ text, allowed = [] }) => expect(findResidue(text, [], allowed)).toBeUndefined())

it('nothing is left once every known secret is replaced', () => {
  const value = fc.string({ minLength: SHORTEST_SECRET, maxLength: 30 })
  fc.assert(
    fc.property(value, fc.nat(3), (secret, how) => {
      const ways = [
        secret,
        encodeURIComponent(secret),
        JSON.stringify({ secret }),
        encodeBase64url(encodeUtf8(secret)),
      ]
      const clean = replaceSecrets(`before ${ways[how]} after`, [{ value: secret, mask: '•' }])
      expect(findResidue(clean, [{ name: 's', value: secret }])?.what).not.toBe('s')
    }),
  )
})
