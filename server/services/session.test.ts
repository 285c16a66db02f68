import { expect, it } from 'vitest'
import { WorkbenchError } from '../../shared/errors.ts'
import type { Logger } from './ports.ts'
import { makeSessions } from './session.ts'

const silent: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined }
const MINUTE_MS = 60_000

it.each([
  { why: 'at once', afterMs: 0, works: true },
  { why: 'at ten minutes', afterMs: 10 * MINUTE_MS, works: true },
  { why: 'a moment later', afterMs: 10 * MINUTE_MS + 1, works: false },
])('R07 R71 a start code $why works: $works, whatever the wall clock does', ({ afterMs, works }) => {
  let nowS = 1_000
  let monotonicMs = 5
  const sessions = makeSessions({ now: () => nowS, monotonicMs: () => monotonicMs }, silent)
  const code = sessions.issueBootCode()
  nowS -= 86_400
  monotonicMs += afterMs
  const redeem = () => sessions.isToken(sessions.redeem(code))
  if (works) expect(redeem()).toBe(true)
  else expect(redeem).toThrow(WorkbenchError)
})

it('R05 two runs have different tokens of 256 bits', () => {
  const [one, other] = [1, 2].map(() => {
    const sessions = makeSessions({ now: () => 0, monotonicMs: () => 0 }, silent)
    return sessions.redeem(sessions.issueBootCode())
  })
  expect(one).toMatch(/^[\w-]{43}$/)
  expect(one).not.toBe(other)
})
