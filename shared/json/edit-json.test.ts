import { describe, expect, it } from 'vitest'
import { memberLiteral, removeMember, setMember } from './edit-json.ts'
import { parseJson } from './parse-json.ts'
import { fc } from '../testing/properties.ts'

const space = fc.constantFrom('', ' ', '\n', '\r\n  ', '\t')
const name = fc.constantFrom('iss', 'sub', 'aud', 'exp', 'a"b', '\\', '__proto__', 'é', '')
const literal = fc.oneof(
  fc.json({ maxDepth: 2 }),
  fc.constantFrom('1e3', '-0', '1764000000.0', '"\\u0061"', '[ 1 , 2 ]', '{ "a" : 1 }'),
)
const member = fc
  .tuple(name, space, space, space, literal, space)
  .map(([key, s1, s2, s3, value, s4]) => `${s1}${JSON.stringify(key)}${s2}:${s3}${value}${s4}`)
const objectText = fc
  .tuple(space, space, fc.array(member, { maxLength: 6 }), space)
  .map(([before, inner, members, after]) => `${before}{${members.join(',') || inner}}${after}`)

/** Name and raw value of every member, in order. */
function raw(text: string): [string, string][] {
  const parsed = parseJson(text)
  if (!parsed.ok || parsed.node.kind !== 'object') throw new Error(`not an object: ${text}`)
  return parsed.node.members.map((m) => [m.name, text.slice(m.value.start, m.value.end)])
}

describe('setMember', () => {
  it.each([
    { why: 'replaces the literal only', text: '{ "exp" : 1, "a":1e3 }', out: '{ "exp" : 7, "a":1e3 }' },
    { why: 'adds compactly to compact text', text: '{"a":1}', out: '{"a":1,"exp":7}' },
    { why: 'adds on its own line', text: '{\n  "a": 1\n}', out: '{\n  "a": 1,\n  "exp": 7\n}' },
    { why: 'keeps CRLF', text: '{\r\n  "a": 1\r\n}', out: '{\r\n  "a": 1,\r\n  "exp": 7\r\n}' },
    { why: 'fills an empty object', text: '{}', out: '{"exp":7}' },
    { why: 'fills an open empty object', text: '{\n}', out: '{\n  "exp": 7\n}' },
    { why: 'changes the last of duplicates', text: '{"exp":1,"exp":2}', out: '{"exp":1,"exp":7}' },
    { why: 'leaves broken text alone', text: '{"exp": ', out: '{"exp": ' },
    { why: 'leaves an array alone', text: '[1]', out: '[1]' },
  ])('$why', ({ text, out }) => expect(setMember(text, 'exp', '7')).toBe(out))

  it('leaves every other member, its order and the text around it as they are', () => {
    fc.assert(
      fc.property(objectText, name, literal, (text, target, value) => {
        const before = raw(text)
        const after = raw(setMember(text, target, value))
        const at = before.findLastIndex(([key]) => key === target)
        expect(after).toEqual(at < 0 ? [...before, [target, value]] : before.with(at, [target, value]))
        expect(memberLiteral(setMember(text, target, value), target)).toBe(value)
      }),
    )
  })

  it('gives the text back when the old literal is set again', () => {
    fc.assert(
      fc.property(objectText, name, literal, (text, target, value) => {
        const old = memberLiteral(text, target)
        if (old !== undefined) expect(setMember(setMember(text, target, value), target, old)).toBe(text)
      }),
    )
  })
})

describe('removeMember', () => {
  it.each([
    { why: 'the first', text: '{"kid":1, "a": 2}', out: '{"a": 2}' },
    {
      why: 'one in the middle',
      text: '{\n  "a": 1,\n  "kid": 2,\n  "b": 3\n}',
      out: '{\n  "a": 1,\n  "b": 3\n}',
    },
    { why: 'the last', text: '{\n  "a": 1,\n  "kid": 2\n}', out: '{\n  "a": 1\n}' },
    { why: 'the only one', text: '{ "kid": 2 }', out: '{}' },
    { why: 'all of the name', text: '{"kid":1,"a":2,"kid":3}', out: '{"a":2}' },
    { why: 'nothing from broken text', text: '{"kid"', out: '{"kid"' },
  ])('removes $why', ({ text, out }) => expect(removeMember(text, 'kid')).toBe(out))

  it('leaves every other member as it is', () => {
    fc.assert(
      fc.property(objectText, name, (text, target) => {
        expect(raw(removeMember(text, target))).toEqual(raw(text).filter(([key]) => key !== target))
      }),
    )
  })

  it('undoes the addition of a member', () => {
    fc.assert(
      fc.property(objectText, literal, (text, value) => {
        if (raw(text).length > 0) expect(removeMember(setMember(text, 'new', value), 'new')).toBe(text)
      }),
    )
  })
})
