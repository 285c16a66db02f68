import { claimsOf, textClaim } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

const SHORT = 16

export const payloadJtiPredictable = defineRule({
  id: 'payload-jti-predictable',
  title: 'jti is easy to guess or to repeat',
  object: 'payload',
  source: rfc(7519, '4.1.7'),
  severity: everywhere('warning'),
  proof: 'H',
  fix: 'Use at least 128 random bits.',
  check(facts) {
    const jti = textClaim(facts, 'jti')
    if (jti === undefined) return pass
    const claims = claimsOf(facts) ?? {}
    const report = (what: string) => fail('/assertion/payload/jti', `jti ${what}.`, { actual: jti })
    if ([claims['iat'], claims['exp']].some((date) => String(date) === jti))
      return report('is one of the dates')
    if (/^\d+$/.test(jti)) return report('consists of digits')
    if (jti.length < SHORT) return report(`has ${jti.length} characters`)
    const stem = /^(.*?)\d+$/s.exec(jti)?.[1]
    const counts =
      stem !== undefined &&
      stem.length >= 4 &&
      facts.history.some(
        ({ jti: other }) =>
          other !== undefined &&
          other !== jti &&
          new RegExp(/^\d+$/).test(other.slice(stem.length)) &&
          other.startsWith(stem) &&
          other.length === jti.length &&
          stem.length > jti.length / 2,
      )
    return counts ? report('counts on from an earlier one') : pass
  },
})
