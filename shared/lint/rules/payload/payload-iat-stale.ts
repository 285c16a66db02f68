import { dateClaim } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'
import { timeFailure } from '../../time-failure.ts'

const OLD_S = 300

export const payloadIatStale = defineRule({
  id: 'payload-iat-stale',
  title: 'The assertion is old',
  object: 'payload',
  source: rfc(7523, '3'),
  severity: everywhere('warning', { keycloak: 'error' }),
  proof: 'S',
  fix: 'Make a fresh assertion for every call.',
  check(facts) {
    const iat = dateClaim(facts, 'iat')
    const { now } = facts.clock
    if (iat === undefined || now === undefined) return pass
    const ageS = now - iat
    const { lifetimeBasis = [], maxLifetimeS } = facts.profile.parameters
    if (lifetimeBasis.includes('now-iat') && maxLifetimeS !== undefined) {
      return timeFailure(
        facts,
        ageS - maxLifetimeS,
        `iat is ${Math.round(ageS)} s old; this server takes ${maxLifetimeS} s.`,
        { pointer: '/assertion/payload/iat', actual: String(iat) },
      )
    }
    return ageS <= OLD_S
      ? pass
      : fail('/assertion/payload/iat', `iat is ${Math.round(ageS)} s old.`, { actual: String(iat) })
  },
})
