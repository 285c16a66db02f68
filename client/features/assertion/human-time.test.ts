import { describe, expect, it } from 'vitest'
import { clockTime, distance, duration } from './human-time.ts'

const NOW = 1_764_000_000 // 2025-11-24T16:00:00Z

describe('clockTime', () => {
  it.each([
    { why: 'today', at: NOW + 300, shown: '16:05:00 UTC' },
    { why: 'another day', at: NOW + 86_400, shown: '2025-11-25 16:00:00 UTC' },
    { why: 'milliseconds taken for seconds', at: NOW * 1_000, shown: 'year 57868' },
    { why: 'a number that is no time', at: 1e300, shown: 'no such time' },
  ])('shows $why', ({ at, shown }) => expect(clockTime(at, NOW)).toBe(shown))
})

describe('duration', () => {
  it.each([
    [0, '0 s'],
    [59, '59 s'],
    [240, '4 min'],
    [252, '4 min 12 s'],
    [7_200, '2 h'],
    [90_061, '1 d 1 h'],
  ])('%i seconds are %s', (seconds, shown) => expect(duration(seconds)).toBe(shown))
})

describe('distance', () => {
  it.each([
    [NOW + 300, 'in 5 min'],
    [NOW + 100, 'in 100 s'],
    [NOW - 121, '2 min ago'],
    [NOW, 'now'],
  ])('%i is %s', (at, shown) => expect(distance(at, NOW)).toBe(shown))
})
