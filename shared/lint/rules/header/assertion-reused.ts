import { dateClaim, textClaim } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

const BUILT_ONCE_S = 600

export const assertionReused = defineRule({
  id: 'assertion-reused',
  title: 'One assertion is sent again and again',
  object: 'header',
  source: rfc(7523, '3'),
  severity: everywhere('warning'),
  proof: 'S',
  fix: 'Make a fresh assertion inside the request path, also when repeating, and look which stored value is really sent.',
  check(facts) {
    const { history, assertion, recorded, clock } = facts
    const digest = assertion?.sha256 ?? recorded.assertionSha256
    const [jti, exp, iat] = [textClaim(facts, 'jti'), dateClaim(facts, 'exp'), dateClaim(facts, 'iat')]
    const earlier = history.findLast(
      (entry) =>
        (digest !== undefined && entry.assertionSha256 === digest) ||
        (jti !== undefined && exp !== undefined && entry.jti === jti && entry.exp === exp),
    )
    if (earlier) return fail('/assertion', 'This very assertion was sent before.')
    const { now } = clock
    if (now === undefined || iat === undefined || exp === undefined || now - iat <= BUILT_ONCE_S || exp > now)
      return pass
    return fail(
      '/assertion',
      `The assertion was made ${Math.round((now - iat) / 60)} min ago and has expired, as one that is made once and kept.`,
    )
  },
})
