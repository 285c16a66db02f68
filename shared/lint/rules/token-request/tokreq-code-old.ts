import { defineRule, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

const ADVISED_S = 60
/** The longest life that RFC 6749 recommends for a code. */
const LONGEST_S = 600

export const tokreqCodeOld = defineRule({
  id: 'tokreq-code-old',
  title: 'The code is old or was used before',
  object: 'token-request',
  source: rfc(6749, '4.1.2'),
  severity: { epic: 'error', smart: 'error', rfc7523: 'error', fapi2: 'error' },
  proof: 'P',
  fix: 'Redeem the code at once, and once.',
  check({ request, callback, history, clock, profile }) {
    const code = request?.param('code')
    if (!code) return pass
    const earlier = history.findLastIndex((entry) => entry.code === code)
    if (earlier >= 0) {
      return fail('/tokenRequest/body', 'This code was sent before; a code is good for one request.', {
        actual: `history entry ${earlier}`,
      })
    }
    if (callback?.receivedAt === undefined || clock.localNow === undefined) return pass
    const ageS = Math.round(clock.localNow - callback.receivedAt)
    if (ageS <= ADVISED_S) return pass
    const over = ageS > LONGEST_S || profile.family === 'fapi2'
    return fail('/callback/receivedAt', `The code came back ${ageS} s before the token request.`, {
      actual: `${ageS} s`,
      expected: `at most ${over && profile.family !== 'fapi2' ? LONGEST_S : ADVISED_S} s`,
      severity: over ? 'error' : 'warning',
      proof: profile.family === 'fapi2' ? 'P' : 'S',
    })
  },
})
