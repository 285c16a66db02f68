import { describe, expect, it } from 'vitest'
import { encodeBase64url, encodeUtf8 } from './base64url.ts'
import { readPastedJwt } from './read-pasted-jwt.ts'

const part = (text: string): string => encodeBase64url(encodeUtf8(text))
const HEADER = '{ "alg" : "RS256",\r\n\t"kid":"k\\u0031" }'
const PAYLOAD = '\uFEFF{"iss":"a","iss":"b","exp":1.30e3,"n":12345678901234567890,"é":"\u200b"} \n'
const [header, payload] = [part(HEADER), part(PAYLOAD)]
const JWT = `${header}.${payload}.c2ln`

describe('a compact JWT', () => {
  it.each([
    { why: 'alone', text: JWT, hadSignature: true },
    { why: 'with white space around', text: `\n  ${JWT}\r\n`, hadSignature: true },
    { why: 'in quotes', text: `"${JWT}"`, hadSignature: true },
    { why: 'as a bearer token', text: `Bearer ${JWT}`, hadSignature: true },
    { why: 'as a form parameter', text: `client_assertion=${JWT}`, hadSignature: true },
    { why: 'unsecured', text: `${header}.${payload}.`, hadSignature: false },
    { why: 'cut off before its signature', text: `${header}.${payload}`, hadSignature: false },
    { why: 'with a signature that is no base64url', text: `${header}.${payload}.!!`, hadSignature: true },
  ])('$why gives both texts byte for byte', ({ text, hadSignature }) => {
    expect(readPastedJwt(text)).toEqual({
      ok: true,
      headerText: HEADER,
      payloadText: PAYLOAD,
      hadSignature,
    })
  })

  it('may hold broken JSON in its payload: the editor shows where', () => {
    expect(readPastedJwt(`${header}.${part('{"iss": ')}.c2ln`)).toMatchObject({ payloadText: '{"iss": ' })
  })
})

const latin1 = encodeBase64url(Uint8Array.from('{"iss":"Zürich"}', (char) => char.charCodeAt(0)))

describe('what is no JWT', () => {
  it.each([
    { why: 'nothing', text: '', part: undefined, index: undefined, says: /1 part/ },
    { why: 'a JWE', text: `${header}.a.b.c.d`, part: undefined, index: undefined, says: /encrypted/ },
    { why: 'a host name', text: 'a.b.example.org', part: undefined, index: undefined, says: /4 parts/ },
    { why: 'dots only', text: '.'.repeat(9), part: undefined, index: undefined, says: /more than five/ },
    { why: 'a name', text: 'www.example.org', part: 'header', index: 1, says: /UTF-8/ },
    { why: 'no header', text: `.${payload}.x`, part: 'header', index: 0, says: /empty/ },
    {
      why: 'a header that is an array',
      text: `${part('[1]')}.${payload}.x`,
      part: 'header',
      index: 0,
      says: /JSON/,
    },
    { why: 'no payload', text: `${header}..x`, part: 'payload', index: header.length + 1, says: /empty/ },
    {
      why: 'plain base64',
      text: `  ${header}.ab+/.x`,
      part: 'payload',
      index: header.length + 5,
      says: /"\+"/,
    },
    {
      why: 'a line break inside',
      text: `${header}.${payload.slice(0, 4)}\n${payload.slice(4)}.x`,
      part: 'payload',
      index: header.length + 5,
      says: /base64url/,
    },
    {
      why: 'an impossible length',
      text: `${header}.abcde.x`,
      part: 'payload',
      index: header.length + 5,
      says: /length/,
    },
    {
      why: 'Latin-1',
      text: `${header}.${latin1}.x`,
      part: 'payload',
      // ü is byte 9, whose bits begin in character 12.
      index: header.length + 1 + 12,
      says: /UTF-8: its byte 9/,
    },
    {
      why: 'a payload beyond what is kept',
      text: `${header}.${part('x'.repeat(65_537))}.x`,
      part: 'payload',
      index: undefined,
      says: /longer than 65536/,
    },
  ])('$why is refused with its place', ({ text, part: where, index, says }) => {
    const read = readPastedJwt(text)
    expect(read).toMatchObject({ ok: false, part: where })
    expect(read.ok ? '' : read.why).toMatch(says)
    expect(read.ok ? -1 : read.index).toBe(index)
  })
})
