import { expect, it } from 'vitest'
import { decodeBase64url, decodeUtf8Strict } from '../../shared/assertion/base64url.ts'
import { readPart } from '../../shared/facts/json-part.ts'
import { parseJson } from '../../shared/json/parse-json.ts'

it('R74 a duplicate member is told with both places', () => {
  expect(readPart('{"aud":"a","aud":"b"}').duplicates).toEqual([{ name: 'aud', offsets: [1, 11] }])
})

it.each(['1e400', '9007199254740993', '1E3', '-0', '1.50'])(
  'R75 the number %s keeps its spelling',
  (literal) => {
    const parsed = parseJson(`[${literal}]`)
    expect(parsed).toMatchObject({ ok: true, node: { items: [{ kind: 'number', literal }] } })
  },
)

it.each([
  { why: 'a lone continuation', bytes: [0x80] },
  { why: 'an overlong slash', bytes: [0xc0, 0xaf] },
  { why: 'half of a surrogate pair', bytes: [0xed, 0xa0, 0x80] },
  { why: 'a cut-off sequence', bytes: [0xe2, 0x82] },
  { why: 'UTF-16', bytes: [0xff, 0xfe, 0x7b, 0x00] },
])('R76 $why is no UTF-8 and is not replaced', ({ bytes }) => {
  expect(decodeUtf8Strict(Uint8Array.from(bytes))).toBeUndefined()
})

it('R76 a byte order mark and a NUL are kept and not skipped', () => {
  expect(decodeUtf8Strict(Uint8Array.from([0xef, 0xbb, 0xbf, 0x00]))).toBe('\uFEFF\0')
})

it.each([
  { why: 'white space', text: 'AA AA', want: { ok: false } },
  { why: 'padding', text: 'AA==', want: { ok: false } },
  { why: 'the other alphabet', text: 'A+/A', want: { ok: false } },
  { why: 'a length that cannot be', text: 'AAAAA', want: { ok: false } },
  { why: 'bits that should be zero', text: 'AB', want: { ok: true, canonical: false } },
  { why: 'nothing wrong', text: 'AA', want: { ok: true, canonical: true } },
])('R77 base64url with $why is read strictly', ({ text, want }) => {
  expect(decodeBase64url(text)).toMatchObject(want)
})
