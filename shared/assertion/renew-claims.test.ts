import { describe, expect, it } from 'vitest'
import { renewClaims } from './renew-claims.ts'
import { fc } from '../testing/properties.ts'

const renewal = { jti: 'new', now: 1_764_000_000.9, lifetimeS: 240 }

describe('renewClaims', () => {
  it.each([
    {
      why: 'all three, spaces and order kept',
      text: '{ "jti":"old",\r\n  "exp": 3,"iat":1 }',
      renewed: '{ "jti":"new",\r\n  "exp": 1764000240,"iat":1764000000 }',
    },
    { why: 'a missing claim stays missing', text: '{"exp":3}', renewed: '{"exp":1764000240}' },
    { why: 'another type is left alone', text: '{"exp":"3","iat":null,"jti":7}', renewed: undefined },
    { why: 'the last of duplicates', text: '{"iat":1,"iat":2}', renewed: '{"iat":1,"iat":1764000000}' },
    { why: 'no object', text: '[1]', renewed: undefined },
    { why: 'no JSON', text: '{"iat":1', renewed: undefined },
  ])('renews: $why', ({ text, renewed }) => {
    expect(renewClaims(text, renewal)).toBe(renewed ?? text)
  })

  it('changes no other member', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(), (others, iat) => {
        const claims = { ...others, iat }
        const renewed = JSON.parse(renewClaims(JSON.stringify(claims), renewal)) as Record<string, unknown>
        const kept = JSON.parse(JSON.stringify(claims)) as Record<string, unknown>
        for (const name of ['jti', 'iat', 'exp']) {
          delete renewed[name]
          delete kept[name]
        }
        expect(renewed).toEqual(kept)
      }),
    )
  })
})
