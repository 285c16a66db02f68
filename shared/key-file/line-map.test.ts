import fc from 'fast-check'
import { expect, it } from 'vitest'
import { encodeUtf8 } from '../assertion/base64url.ts'
import { lineMap } from './line-map.ts'

const mapOf = (text: string) => lineMap(encodeUtf8(text))

it.each([
  { why: 'CRLF', text: 'abc\r\n', mark: 'CRLF' },
  { why: 'indented', text: '  abc\n', mark: 'indented' },
  { why: 'escaped', text: '-----BEGIN X-----\\nabc', mark: 'line breaks written as \\n' },
  { why: 'quoted', text: '"abc', mark: 'quote' },
])('a line is marked: $why', ({ text, mark }) => expect(mapOf(text).lines[0]?.marks).toContain(mark))

it('shows whole labels and the length of everything else', () => {
  const { lines } = mapOf('-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----\n')
  expect(lines.map(({ shown }) => shown)).toEqual([
    '-----BEGIN PRIVATE KEY-----',
    '6 characters, hidden',
    '-----END PRIVATE KEY-----',
  ])
})

it.each(['utf-16le', 'utf-16be'])(
  'counts the characters of %s, not its bytes, and says what it is',
  (encoding) => {
    const little = Buffer.from('\uFEFF-----BEGIN PRIVATE KEY-----\r\nMIIEvQ\r\n', 'utf16le')
    expect(lineMap(encoding === 'utf-16le' ? little : little.swap16()).lines).toEqual([
      { number: 1, shown: '-----BEGIN PRIVATE KEY-----', marks: ['UTF-16', 'CRLF'] },
      { number: 2, shown: '6 characters, hidden', marks: ['CRLF'] },
    ])
  },
)

it('no run of eight characters of the content is in it', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9+/]{8,200}$/), (body) => {
      const shown = JSON.stringify(mapOf(`-----BEGIN PRIVATE KEY-----${body}\n${body}\n-----BEGIN ${body}`))
      for (let at = 0; at + 8 <= body.length; at += 8) {
        const piece = body.slice(at, at + 8)
        if (!/hidden|empty|characte/.test(piece)) expect(shown).not.toContain(piece)
      }
    }),
  )
})
