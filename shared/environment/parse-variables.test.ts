import { expect, it } from 'vitest'
import { parseVariables } from './parse-variables.ts'
import { fc } from '../testing/properties.ts'

const read = (text: string) => parseVariables(text).map(({ name, value }) => [name, value])

it.each([
  { why: 'plain', text: 'CLIENT_ID=abc', want: [['CLIENT_ID', 'abc']] },
  { why: 'spaces around the sign', text: 'CLIENT_ID = abc  ', want: [['CLIENT_ID', 'abc']] },
  { why: 'double quotes', text: 'CLIENT_ID="a b"', want: [['CLIENT_ID', 'a b']] },
  { why: 'single quotes keep a backslash', text: String.raw`A='a\nb'`, want: [['A', String.raw`a\nb`]] },
  { why: 'double quotes read it', text: String.raw`A="a\nb"`, want: [['A', 'a\nb']] },
  {
    why: 'a shell exports it',
    text: 'export A=1\nexport B="2"',
    want: [
      ['A', '1'],
      ['B', '2'],
    ],
  },
  {
    why: 'cmd',
    text: 'set A=1\r\nSET "B=two words"',
    want: [
      ['A', '1'],
      ['B', 'two words'],
    ],
  },
  { why: 'PowerShell', text: '$env:A = "1"', want: [['A', '1']] },
  {
    why: 'a list of a compose file',
    text: '  - A=1\n  - B=2',
    want: [
      ['A', '1'],
      ['B', '2'],
    ],
  },
  {
    why: 'a map of a compose file',
    text: '  A: 1\n  B: "2"',
    want: [
      ['A', '1'],
      ['B', '2'],
    ],
  },
  { why: 'a comment behind a value', text: 'A=1 # one', want: [['A', '1']] },
  { why: 'a # inside quotes is the value', text: 'A="1 # one"', want: [['A', '1 # one']] },
  { why: 'a # inside a word is the value', text: 'A=https://h/p#f', want: [['A', 'https://h/p#f']] },
  { why: 'comments and empty lines', text: '# A=0\n\n// no\nA=1\n', want: [['A', '1']] },
  { why: 'nothing behind the sign', text: 'A=', want: [['A', '']] },
  {
    why: 'a byte order mark and CRLF',
    text: '\uFEFFA=1\r\nB=2\r\n',
    want: [
      ['A', '1'],
      ['B', '2'],
    ],
  },
  {
    why: 'a value over several lines',
    text: 'K="-----BEGIN\nabc\n-----END"\nA=1',
    want: [
      ['K', '-----BEGIN\nabc\n-----END'],
      ['A', '1'],
    ],
  },
  {
    why: 'nothing is expanded',
    text: 'A=${HOME}/x\nB=$(id)',
    want: [
      ['A', '${HOME}/x'],
      ['B', '$(id)'],
    ],
  },
  {
    why: 'an unclosed quote is a character',
    text: "A='x\nB=2",
    want: [
      ['A', "'x"],
      ['B', '2'],
    ],
  },
])('$why', ({ text, want }) => expect(read(text)).toEqual(want))

it('an assignment in double quotes comes back as it was', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      const written = value.replace(/[\\"]/g, String.raw`\$&`).replace(/\r\n?/g, '\n')
      const wanted = value.replace(/\r\n?/g, '\n')
      expect(read(`A="${written}"`)).toEqual([['A', wanted]])
    }),
  )
})
