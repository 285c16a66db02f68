import { setMember } from '../../../json/edit-json.ts'
import { dateClaim } from '../../claims.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartAsymmetric } from '../../sources.ts'

const MARGIN_S = 15
const SAFE_S = 240

export const payloadExpEdge = defineRule({
  id: 'payload-exp-edge',
  title: 'exp lies on the limit',
  object: 'payload',
  source: smartAsymmetric(),
  severity: {
    epic: 'warning',
    smart: 'warning',
    rfc7523: 'off',
    fapi2: 'off',
    auth0: 'warning',
    'nhs-england': 'warning',
  },
  proof: 'S',
  fix: 'Use 240 s instead of 300.',
  check(facts) {
    const [exp, iat] = [dateClaim(facts, 'exp'), dateClaim(facts, 'iat')]
    const { now, server } = facts.clock
    const maxS = facts.profile.parameters.maxLifetimeS
    if (exp === undefined || now === undefined || maxS === undefined || maxS <= SAFE_S) return pass
    if (facts.response?.status === 200 && facts.response.error === undefined) return pass
    const aheadS = exp - now
    const onEdge =
      (aheadS > maxS - MARGIN_S && aheadS <= maxS) ||
      (iat !== undefined && exp - iat === maxS && aheadS <= maxS && aheadS > 0)
    if (!onEdge) return pass
    // A server whose clock is known to lie within the limit does not refuse for this.
    const cleared = server !== undefined && aheadS + server.uncertaintyS <= maxS
    return fail(
      '/assertion/payload/exp',
      `exp is ${Math.round(aheadS)} s ahead under a limit of ${maxS} s; a clock that is a little fast breaks it.`,
      {
        actual: String(exp),
        expected: String(Math.floor(now) + SAFE_S),
        ...(cleared ? { severity: 'info', proof: 'H' } : {}),
        edit: {
          label: `Use ${SAFE_S} s`,
          target: 'payloadText',
          apply: (text) => setMember(text, 'exp', String(Math.floor(now) + SAFE_S)),
        },
      },
    )
  },
})
