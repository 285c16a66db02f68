import { describe, expect, it } from 'vitest'
import { respaceJson } from './respace-json.ts'
import { fc } from '../testing/properties.ts'

describe('respaceJson', () => {
  it.each([
    { why: 'one line', text: '{ "a" : 1e3 ,\n "b":[ ] }', indent: 0 as const, out: '{"a":1e3,"b":[]}' },
    {
      why: 'two spaces a level',
      text: '{"a":{"b":1},"c":[1,2]}',
      indent: 2 as const,
      out: '{\n  "a": {\n    "b": 1\n  },\n  "c": [\n    1,\n    2\n  ]\n}',
    },
    {
      why: 'duplicates and escapes kept',
      text: '{"a":"\\u0061","a":-0}',
      indent: 0 as const,
      out: '{"a":"\\u0061","a":-0}',
    },
    { why: 'CRLF kept', text: '{\r\n"a":1}', indent: 2 as const, out: '{\r\n  "a": 1\r\n}' },
    { why: 'broken text left alone', text: '{"a": ', indent: 2 as const, out: '{"a": ' },
  ])('prints $why', ({ text, indent, out }) => expect(respaceJson(text, indent)).toBe(out))

  it('agrees with JSON.stringify on what that can print', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value)
        expect(respaceJson(text, 2)).toBe(JSON.stringify(JSON.parse(text), null, 2))
        expect(respaceJson(respaceJson(text, 2), 0)).toBe(text)
      }),
    )
  })
})
