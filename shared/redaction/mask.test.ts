import { describe, expect, it } from 'vitest'
import { encodeBase64url, encodeUtf8 } from '../assertion/base64url.ts'
import { DOTS, maskTokens } from './mask.ts'

const part = (text: string): string => encodeBase64url(encodeUtf8(text))

describe('JWTs in free text', () => {
  it.each([
    { why: 'compact JSON', header: '{"alg":"RS384"}' },
    { why: 'a space after the brace', header: '{ "alg":"RS384"}' },
    { why: 'a line break after the brace', header: '{\n  "alg":"RS384"}' },
    { why: 'CR and LF after the brace', header: '{\r\n"alg":"RS384"}' },
    { why: 'a tab after the brace', header: '{\t"alg":"RS384"}' },
  ])('are taken out with $why', ({ header }) => {
    const jwt = `${part(header)}.${part('{"sub":"x"}')}.c2lnbmF0dXJl`
    expect(maskTokens(`token ${jwt} was refused`)).toBe(`token ${DOTS} was refused`)
    expect(maskTokens(`x-${jwt}`), 'after a hyphen').toBe(`x-${DOTS}`)
    expect(maskTokens(jwt.slice(0, -14)), 'cut before its signature').toBe(DOTS)
  })

  it('are taken out whole where they are encrypted: five parts', () => {
    const jwe = [part('{"alg":"dir"}'), '', 'aXY', 'Y2lwaGVydGV4dA', 'dGFn'].join('.')
    expect(maskTokens(`(${jwe})`)).toBe(`(${DOTS})`)
  })

  it.each(['eyecare.example.org', 'ewer.example', 'host.example.org', 'a.b.c', 'v1.2.3-beta'])(
    'are not seen in %s',
    (text) => expect(maskTokens(text)).toBe(text),
  )
})
