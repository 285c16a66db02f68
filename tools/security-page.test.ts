import { expect, it } from 'vitest'
import { SECURITY_CHAPTERS } from './security-requirements.ts'
import { allTitledTests, titledTests, untested, untestedComplaint } from './security-page.ts'

const ids = SECURITY_CHAPTERS.flatMap(({ requirements }) => requirements.map(({ id }) => id))

it.each([
  { why: 'one number', text: `it('R99 it holds', () => {})`, want: [{ ids: ['R99'], title: 'it holds' }] },
  {
    why: 'two numbers',
    text: `test("R97 R98 both hold")`,
    want: [{ ids: ['R97', 'R98'], title: 'both hold' }],
  },
  {
    why: 'a table',
    text: `it.each([{ a: 1 }])('R96 $a → it\\'s', fn)`,
    want: [{ ids: ['R96'], title: "$a → it's" }],
  },
  {
    why: 'on its own line',
    text: 'test(\n  `R95 it holds`,\n)',
    want: [{ ids: ['R95'], title: 'it holds' }],
  },
  { why: 'no number in front', text: `it('holds R94', fn)`, want: [] },
])('a title is found: $why', ({ text, want }) => {
  expect(titledTests('a.test.ts', text)).toEqual(want.map((each) => ({ ...each, file: 'a.test.ts' })))
})

it('each promise has one number, in order, and the two that were never given out are not there', () => {
  expect(ids).toEqual([...new Set(ids)].sort())
  expect(ids).toHaveLength(80)
  expect(ids).not.toContain('R18')
  expect(ids).not.toContain('R20')
})

it('a promise without a test is told, and one with a test is not', () => {
  const [first = '', ...others] = untested([])
  expect(first).toBe('R01')
  expect(untested([{ ids: [first], title: 'x', file: 'x' }])).toEqual(others)
})

it('the check complains of a promise that lost its last test, and of nothing as things are', () => {
  const tests = allTitledTests()
  expect(untestedComplaint(tests)).toBeUndefined()
  const withoutR32 = tests.filter((test) => !test.ids.includes('R32'))
  expect(untestedComplaint(withoutR32)).toBe('Promises of docs/security.md without a test: R32\n')
})
