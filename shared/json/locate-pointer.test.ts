import { describe, expect, it } from 'vitest'
import { locatePointer } from './locate-pointer.ts'

describe('locatePointer', () => {
  it.each([
    { why: 'a member', text: '{"alg": "RS256"}', pointer: '/alg', raw: '"RS256"' },
    { why: 'the last of duplicates', text: '{"aud":"a","aud":"b"}', pointer: '/aud', raw: '"b"' },
    { why: 'an item of an array', text: '{"aud":["a", "b"]}', pointer: '/aud/1', raw: '"b"' },
    { why: 'an escaped name', text: '{"a/b":{"~":1e3}}', pointer: '/a~1b/~0', raw: '1e3' },
    { why: 'the whole document', text: ' {"a":1} ', pointer: '', raw: '{"a":1}' },
  ])('finds $why', ({ text, pointer, raw }) => {
    const range = locatePointer(text, pointer)
    expect(range && text.slice(range.start, range.end)).toBe(raw)
  })

  it.each([
    { why: 'a member that is not there', text: '{}', pointer: '/kid' },
    { why: 'text that is not JSON', text: '{"kid":', pointer: '/kid' },
    { why: 'an index that is not a number', text: '["a"]', pointer: '/01' },
    { why: 'a pointer without its slash', text: '{"kid":1}', pointer: 'kid' },
  ])('finds nothing for $why', ({ text, pointer }) => {
    expect(locatePointer(text, pointer)).toBeUndefined()
  })
})
