import { describe, expect, it } from 'vitest'
import type { KeySummary } from '../../../shared/contract/keys.ts'
import { hostedJwk, isSamePublicKey, readSet } from './public-half.ts'

const rsa = { kty: 'RSA', n: 'AQ', e: 'AQAB' }
const summary: KeySummary = {
  id: 'k',
  name: 'a.pem',
  folder: 'secrets',
  state: 'ready',
  kind: 'RSA 2048',
  algorithms: ['RS256', 'PS256'],
  thumbprint: 'tp',
  publicJwk: rsa,
  warnings: [],
  practice: false,
}

describe('isSamePublicKey', () => {
  it.each([
    { why: 'other metadata does not count', a: rsa, b: { ...rsa, kid: 'x', use: 'sig' }, same: true },
    { why: 'another modulus', a: rsa, b: { ...rsa, n: 'AR' }, same: false },
    { why: 'another type', a: rsa, b: { kty: 'EC', crv: 'P-256', x: 'a', y: 'b' }, same: false },
    { why: 'both incomplete', a: { kty: 'RSA' }, b: { kty: 'RSA' }, same: false },
    { why: 'an unknown type', a: { kty: 'oct' }, b: { kty: 'oct' }, same: false },
  ])('$why: $same', ({ a, b, same }) => expect(isSamePublicKey(a, b)).toBe(same))
})

describe('hostedJwk', () => {
  it('takes the thumbprint as kid, and names alg only where one fits', () => {
    expect(hostedJwk(summary)).toEqual({ ...rsa, kid: 'tp', use: 'sig' })
    expect(hostedJwk({ ...summary, algorithms: ['ES384'] })).toMatchObject({ alg: 'ES384' })
  })

  it('keeps the kid of the file', () => {
    expect(hostedJwk({ ...summary, publicJwk: { ...rsa, kid: 'mine' } })).toMatchObject({ kid: 'mine' })
  })
})

describe('readSet', () => {
  it('says which key is the chosen one', () => {
    const body = JSON.stringify({ keys: [{ ...rsa, n: 'AR', kid: 'a' }, { ...rsa, kid: 'b' }, 7] })
    const set = readSet(body, rsa)
    expect(set.ok && set.rows.map((row) => [row.kid, row.isChosen])).toEqual([
      ['a', false],
      ['b', true],
      [undefined, false],
    ])
  })

  it.each([
    { why: 'HTML', body: '<html>', said: /not JSON/ },
    { why: 'a bare array', body: '[]', said: /"keys" array/ },
  ])('refuses $why', ({ body, said }) => {
    const set = readSet(body, rsa)
    expect(set.ok ? '' : set.why).toMatch(said)
  })
})
