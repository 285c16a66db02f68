import { claimsOf } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

/** 2001-09-09 and 2100-01-01 as NumericDates. */
const EARLIEST = 1_000_000_000
const LATEST = 4_102_444_800
const MILLISECONDS_FROM = 1e11

export const payloadDateImplausible = defineRule({
  id: 'payload-date-implausible',
  title: 'A date cannot be right',
  object: 'payload',
  source: rfc(7519, '2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Use seconds since 1970-01-01 UTC.',
  owns: [
    'payload-exp-past',
    'payload-exp-too-far',
    'payload-iat-future',
    'payload-nbf-future',
    'payload-window-too-wide',
    'payload-date-order',
    'payload-iat-stale',
    'payload-timezone-shift',
  ],
  check(facts) {
    const claims = claimsOf(facts) ?? {}
    for (const name of ['exp', 'iat', 'nbf']) {
      const value = claims[name]
      if (value === undefined || typeof value === 'string') continue
      const isDate =
        typeof value === 'number' &&
        (value >= MILLISECONDS_FROM ? Number.isFinite(value) : value >= EARLIEST && value <= LATEST)
      if (isDate) continue
      return fail(
        `/assertion/payload/${name}`,
        `${name} is ${JSON.stringify(value)}, which is no date of these years.`,
        { actual: JSON.stringify(value) },
      )
    }
    return pass
  },
})
