import { describe, expect, it } from 'vitest'
import type { HistoryEntry } from '../../../attempt/attempt.ts'
import type { SeenKey } from '../../../facts/facts.ts'
import { gatherFacts } from '../../../facts/gather-facts.ts'
import { thumbprintOf } from '../../../facts/thumbprint.ts'
import { anAttempt, KID, NOW } from '../../../testing/an-attempt.ts'
import { publicJwkOf } from '../../../testing/keys.ts'
import { jwksKidRecycled } from './jwks-kid-recycled.ts'

const DAY_S = 86_400
const OLD = 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs'
const present = async () => (await thumbprintOf(await publicJwkOf('rsa'))) ?? ''

const seen = (thumbprint: string, firstDays: number, lastDays: number): SeenKey => ({
  kid: KID,
  thumbprint,
  firstSeenAt: NOW - firstDays * DAY_S,
  lastSeenAt: NOW - lastDays * DAY_S,
})
const used = (keyThumbprint: string, days: number): HistoryEntry => ({
  kid: KID,
  keyThumbprint,
  sentAt: NOW - days * DAY_S,
})

const isFound = async (seenKeys: SeenKey[], history: HistoryEntry[] = []): Promise<boolean> => {
  const evidence = await anAttempt('epic-sandbox').withHistory(history).evidence()
  const result = jwksKidRecycled.check(await gatherFacts({ ...evidence, seenKeys }))
  return 'kind' in result && result.kind === 'fail'
}

describe('a kid that named another key', () => {
  it.each([
    { why: 'was changed yesterday', days: 1, found: true },
    { why: 'was changed 30 days ago', days: 30, found: true },
    { why: 'has named this key for more than a month', days: 31, found: false },
  ])('$why', async ({ days, found }) => {
    const now = await present()
    expect(await isFound([seen(now, days, 0), seen(OLD, 400, days + 1)])).toBe(found)
    expect(await isFound([], [used(OLD, days + 1), used(now, days)])).toBe(found)
  })

  it('counts as changed just now where the new key was never seen under it, however long nobody looked', async () => {
    expect(await isFound([seen(OLD, 400, 300)])).toBe(true)
  })

  it('counts from whatever has seen the new key first', async () => {
    const now = await present()
    expect(await isFound([seen(now, 2, 0), seen(OLD, 400, 300)], [used(now, 40)])).toBe(false)
  })
})
