import { expect, it } from 'vitest'
import { makeLogger } from './log.ts'

const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/

const logged = (fields: Readonly<Record<string, string | number>>): string => {
  let text = ''
  const log = makeLogger({ write: (line) => (text += line) })
  log.warn(fields, 'an event')
  return text
}

it('R62 a field of somebody else draws nothing on the terminal and makes no line of its own', () => {
  const hostile = '\u001b[2J\u009b31m\u202eevil\u2066\u0007\u0000\r\n{"level":50,"msg":"forged"}'
  const text = logged({ path: hostile })
  expect(text).toContain('evil')
  expect(text).not.toMatch(CONTROLS)
  expect(text.split('\n')).toHaveLength(2)
  // JSON escapes of them would be drawn by whoever prints the parsed line.
  expect((JSON.parse(text) as { path: string }).path).not.toMatch(CONTROLS)
})

it('R56 a field named like a secret is not written, and a long one is cut', () => {
  const text = logged({
    token: 'hunter2',
    passphrase: 'hunter2',
    assertion: 'hunter2',
    path: 'a'.repeat(9_000),
  })
  expect(text).not.toContain('hunter2')
  expect(text.length).toBeLessThan(600)
})

it('R63 the code of an error is written: it is what a log of an error is for', () => {
  expect(logged({ code: 'ENOSPC' })).toContain('"code":"ENOSPC"')
})
