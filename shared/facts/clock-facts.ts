import type { Profile } from '../profiles/profile.ts'
import type { Clock, ResponseFacts } from './facts.ts'

/** Where a profile's tolerance is not known, a breach has to exceed this to be proved. Seconds. */
const UNKNOWN_SKEW_S = 60
/** Date has whole seconds; half of one is its middle and its error. */
const HALF_SECOND = 0.5

/**
 * The server's clock from one exchange: offset = Date + 0.5 - (sent + received) / 2, seconds, known within
 * (received - sent) / 2 + 0.5. Undefined without a usable Date, and for an answer that a cache gave.
 * @see RFC 9110 §6.6.1
 */
export function measureOffset(
  date: string | undefined,
  age: string | undefined,
  sentAt: number | undefined,
  receivedAt: number | undefined,
): { offsetS: number; uncertaintyS: number } | undefined {
  if (date === undefined || sentAt === undefined || Number(age ?? 0) > 0) return undefined
  const dateMs = Date.parse(date)
  if (Number.isNaN(dateMs)) return undefined
  const received = receivedAt ?? sentAt
  return {
    offsetS: dateMs / 1000 + HALF_SECOND - (sentAt + received) / 2,
    uncertaintyS: Math.max(0, (received - sentAt) / 2) + HALF_SECOND,
  }
}

export function clockFacts(
  sentAt: number | undefined,
  response: Pick<ResponseFacts, 'header' | 'receivedAt'> | undefined,
  profile: Profile,
): Clock {
  const measured = measureOffset(
    response?.header('date'),
    response?.header('age'),
    sentAt,
    response?.receivedAt,
  )
  return {
    localNow: sentAt,
    now: sentAt === undefined ? undefined : sentAt + (measured?.offsetS ?? 0),
    server: measured && { ...measured, via: 'date' },
    provenBeyondS: measured && measured.uncertaintyS + (profile.parameters.skewS ?? UNKNOWN_SKEW_S),
  }
}
