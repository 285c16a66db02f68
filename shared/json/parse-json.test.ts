import { describe, expect, it } from 'vitest'
import { parseJson, toValue } from './parse-json.ts'
import { fc } from '../testing/properties.ts'

describe('JSON that must be refused is refused at its place', () => {
  it.each([
    { why: 'a comma before the end', text: '{"a":1,}', index: 7 },
    { why: 'two commas', text: '[1,,2]', index: 3 },
    { why: 'single quotes', text: "{'a':1}", index: 1 },
    { why: 'a name without quotes', text: '{a:1}', index: 1 },
    { why: 'a comment', text: '{"a":1} // no', index: 8 },
    { why: 'a leading zero', text: '[01]', index: 2 },
    { why: 'a leading plus', text: '[+1]', index: 1 },
    { why: 'a bare decimal point', text: '[.5]', index: 1 },
    { why: 'NaN', text: '[NaN]', index: 1 },
    { why: 'a line feed in a string', text: '["a\nb"]', index: 3 },
    { why: 'an unknown escape', text: '["\\x"]', index: 2 },
    { why: 'half a Unicode escape', text: '["\\u12"]', index: 2 },
    { why: 'no end', text: '{"a":[1', index: 7 },
    { why: 'text behind the end', text: '{} x', index: 3 },
    { why: 'a byte order mark', text: '\uFEFF{}', index: 0 },
    { why: 'nothing', text: '', index: 0 },
  ])('$why', ({ text, index }) => {
    const result = parseJson(text)
    expect(result.ok).toBe(false)
    if (!result.ok)
      expect(Math.abs(result.index - index), `at ${result.index}: ${result.why}`).toBeLessThanOrEqual(2)
  })

  it('takes and refuses exactly what JSON.parse does', () => {
    const value = (text: string): unknown => {
      try {
        return { is: JSON.parse(text) as unknown }
      } catch {
        return undefined
      }
    }
    const damaged = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '0', '\\', '}', ' ', '\u0001'))
      .map(([text, at, put]) => {
        const index = at % (text.length + 1)
        return text.slice(0, index) + put + text.slice(index + 1)
      })
    fc.assert(
      fc.property(fc.oneof(fc.json(), damaged), (text) => {
        const result = parseJson(text)
        const mine = result.ok ? { is: toValue(result.node) } : undefined
        expect(mine === undefined).toBe(value(text) === undefined)
      }),
      { numRuns: 500 },
    )
  })
})
