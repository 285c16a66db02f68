import { dateClaim } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { own } from '../../sources.ts'

const HALF_HOUR_S = 1_800
/** Time zones reach fourteen hours either way. */
const MOST_HALF_HOURS = 28
const LIFETIME_S = 300
/** Closer than this nobody mistakes for a time zone. */
const CLOSE_S = 1_200

export const payloadTimezoneShift = defineRule({
  id: 'payload-timezone-shift',
  title: 'The dates are off by a time zone',
  object: 'payload',
  source: own('Clients that take local time for UTC are off by whole half hours.'),
  severity: everywhere('warning'),
  proof: 'S',
  fix: 'Use seconds since 1970-01-01 UTC: local time was taken for UTC.',
  check(facts) {
    const [exp, iat] = [dateClaim(facts, 'exp'), dateClaim(facts, 'iat')]
    const { now } = facts.clock
    if (exp === undefined || now === undefined || Math.abs(exp - now) < CLOSE_S) return pass
    // The lifetime itself is ordinary; only its place in time is not.
    if (iat !== undefined && (exp - iat > LIFETIME_S || exp <= iat)) return pass
    const shift = Math.floor((exp - now) / HALF_HOUR_S)
    const rest = exp - now - shift * HALF_HOUR_S
    if (shift === 0 || Math.abs(shift) > MOST_HALF_HOURS || rest < 0 || rest > LIFETIME_S) return pass
    return fail(
      '/assertion/payload/exp',
      `exp is ${shift / 2} h away from an ordinary value, as with a time zone.`,
      { actual: String(exp), expected: String(exp - shift * HALF_HOUR_S) },
    )
  },
})
