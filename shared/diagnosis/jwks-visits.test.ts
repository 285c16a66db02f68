import { describe, expect, it } from 'vitest'
import type { LoggedVisit } from '../evidence/read-access-log.ts'
import { readVisits, visitNear } from './jwks-visits.ts'

const SENT = 1_764_000_060
const send = (more = {}) => ({ sentAt: SENT, receivedAt: SENT + 1, isUnknownKid: false, ...more })
const visit = (afterS: number, more: Partial<LoggedVisit> = {}): LoggedVisit => ({
  at: SENT + afterS,
  method: 'GET',
  path: '/jwks.json',
  status: 200,
  line: '',
  ...more,
})

describe('a visit near a send', () => {
  it.each([
    { why: 'while the answer is awaited', visit: visit(0.4), want: true },
    { why: 'soon after the answer', visit: visit(5), want: true },
    { why: 'before the send', visit: visit(-2), want: false },
    { why: 'long after', visit: visit(30), want: false },
    { why: 'a refused one', visit: visit(0.4, { status: 421 }), want: false },
    { why: 'not a GET', visit: visit(0.4, { method: 'HEAD' }), want: false },
  ])('$why: $want', ({ visit: one, want }) => {
    expect(visitNear([one], send()) !== undefined).toBe(want)
  })
})

describe('lines of a log', () => {
  const unknown = send({ isUnknownKid: true })
  it.each([
    {
      why: 'a look after the send',
      visits: [visit(1)],
      sends: [send()],
      reading: 'fetched',
      says: /1 s after/,
    },
    {
      why: 'a look at something else',
      visits: [visit(1, { path: '/favicon.ico' })],
      sends: [send()],
      reading: undefined,
      says: /0 for \/jwks\.json\..*cache/,
    },
    {
      why: 'a look that got nothing',
      visits: [visit(1, { status: 403 })],
      sends: [send()],
      reading: undefined,
      says: /got 403: the server knows the URL/,
    },
    {
      why: 'nobody, around a kid that nobody knows',
      visits: [visit(-60), visit(60)],
      sends: [unknown],
      reading: 'not-fetched',
      says: /None around/,
    },
    {
      why: 'nobody, and the lines end too early',
      visits: [visit(-60)],
      sends: [unknown],
      reading: undefined,
      says: /paste more/,
    },
    { why: 'nothing', visits: [], sends: [unknown], reading: undefined, says: /No line/ },
  ])('$why: $reading', ({ visits, sends, reading, says }) => {
    const read = readVisits({ visits, unread: 0 }, '/jwks.json', sends)
    expect(read.reading).toBe(reading)
    expect(read.words).toMatch(says)
  })
})
