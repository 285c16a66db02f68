import { setMember } from '../../../json/edit-json.ts'
import { dateClaim } from '../../claims.ts'
import { defineRule, everywhere, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'
import { timeFailure } from '../../time-failure.ts'

const LIFETIME_S = 240

export const payloadExpPast = defineRule({
  id: 'payload-exp-past',
  title: 'The assertion has expired',
  object: 'payload',
  source: rfc(7523, '3'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Make the assertion immediately before sending.',
  owns: ['payload-exp-near'],
  check(facts) {
    const exp = dateClaim(facts, 'exp')
    const { now, server, localNow } = facts.clock
    if (exp === undefined || now === undefined) return pass
    const agoS = now - exp
    const clock = server === undefined || now === localNow ? '' : " by the server's clock"
    // At exactly exp an assertion is no longer to be accepted (RFC 7519 §4.1.4).
    return timeFailure(
      facts,
      agoS === 0 ? Number.EPSILON : agoS,
      `exp is ${Math.round(agoS)} s past${clock}.`,
      {
        pointer: '/assertion/payload/exp',
        actual: String(exp),
        edit: {
          label: 'Renew iat and exp',
          target: 'payloadText',
          apply: (text) => {
            const at = Math.floor(now)
            const renewed = setMember(
              text,
              'exp',
              String(at + Math.min(LIFETIME_S, facts.profile.parameters.maxLifetimeS ?? LIFETIME_S)),
            )
            return dateClaim(facts, 'iat') === undefined ? renewed : setMember(renewed, 'iat', String(at))
          },
        },
      },
    )
  },
})
