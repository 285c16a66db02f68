import { describe, expect, it } from 'vitest'
import { encodeUtf8 } from '../assertion/base64url.ts'
import { inspectKeyFile } from './inspect-key-file.ts'
import { repairKeyText } from './repair-key-text.ts'

const BODY = `MIIE${'Ab+/'.repeat(60)}`
const PEM = `-----BEGIN PRIVATE KEY-----\n${(BODY.match(/.{1,64}/g) ?? []).join('\n')}\n-----END PRIVATE KEY-----\n`
const JSON_KEY = '{"type":"service_account","client_email":"zoë@example.test","private_key":"-----BEGIN\\n"}'
const base64 = (text: string): string =>
  btoa(String.fromCharCode(...encodeUtf8(text))).replace(/.{76}/g, '$&\n')
const escaped = (text: string): string => text.replaceAll('\n', '\\n')
const quoted = (text: string): string => `"${text}"`

describe('the layers around a key', () => {
  it.each([
    { why: 'none', wrap: (text: string) => text, steps: [] },
    { why: 'escaped', wrap: escaped, steps: ['escaped-newlines'] },
    {
      why: 'quoted and escaped',
      wrap: (t: string) => quoted(escaped(t)),
      steps: ['quotes', 'escaped-newlines'],
    },
    {
      why: 'escaped twice',
      wrap: (t: string) => escaped(t).replaceAll('\\', '\\\\'),
      steps: ['escaped-newlines-twice'],
    },
    { why: 'base64', wrap: base64, steps: ['base64-of-pem'] },
    { why: 'base64 twice', wrap: (t: string) => base64(base64(t)), steps: ['base64-of-pem'] },
    {
      why: 'quoted base64 of a quoted and escaped one',
      wrap: (t: string) => quoted(base64(quoted(escaped(t)))),
      steps: ['quotes', 'base64-of-pem', 'escaped-newlines'],
    },
    {
      why: 'JSON in JSON',
      wrap: (t: string) => JSON.stringify(JSON.stringify(t)),
      steps: ['quotes', 'escaped-newlines-twice'],
    },
    {
      why: 'base64url without padding',
      wrap: (t: string) => base64(t).replaceAll('+', '-').replaceAll('/', '_').replace(/[\n=]/g, ''),
      steps: ['base64-of-pem'],
    },
    { why: 'CRLF', wrap: (t: string) => t.replaceAll('\n', '\r\n'), steps: ['line-ends'] },
    { why: 'a byte order mark', wrap: (t: string) => `\uFEFF${t}`, steps: ['byte-order-mark'] },
  ])('are peeled off: $why', ({ wrap, steps }) => {
    expect(repairKeyText(encodeUtf8(wrap(PEM)))).toEqual({ text: PEM, steps })
  })

  it.each([
    { why: 'none: its escapes are its own', wrap: (t: string) => t, steps: [] },
    { why: 'base64', wrap: base64, steps: ['base64-of-json'] },
    { why: 'quotes', wrap: (t: string) => `'${t}'`, steps: ['quotes'] },
  ])('are peeled off JSON: $why', ({ wrap, steps }) => {
    expect(repairKeyText(encodeUtf8(wrap(JSON_KEY)))).toEqual({ text: JSON_KEY, steps })
  })

  it('leaves base64 of something else alone', () => {
    for (const text of [base64('hello '.repeat(40)), base64('\u0001'.repeat(90)), BODY.slice(4)])
      expect(repairKeyText(encodeUtf8(text)).text).toBe(text)
  })
})

const utf16 = (text: string, isLittle: boolean): Uint8Array =>
  Uint8Array.from(
    [...`\uFEFF${text}`].flatMap((char) => {
      const [high, low] = [char.charCodeAt(0) >> 8, char.charCodeAt(0) & 255]
      return isLittle ? [low, high] : [high, low]
    }),
  )

it.each([
  { why: 'little endian', isLittle: true },
  { why: 'big endian', isLittle: false },
])('UTF-16, $why, is read by its characters', async ({ isLittle }) => {
  const bytes = utf16(PEM, isLittle)
  expect(repairKeyText(bytes)).toEqual({ text: PEM, steps: ['utf-16'] })
  const facts = await inspectKeyFile(bytes, { name: 'k.pem', from: 'file' })
  expect(facts).toMatchObject({ encoding: 'utf-16', lineEnds: 'lf', finalNewline: true, content: 'pkcs8' })
})
