import { compareText } from '../../../assertion/compare-text.ts'
import { setMember } from '../../../json/edit-json.ts'
import { isClientAuthentication, isSelfSigned, textClaim } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { smartAsymmetric } from '../../sources.ts'

export const payloadIssSubDiffer = defineRule({
  id: 'payload-iss-sub-differ',
  title: 'iss and sub differ',
  object: 'payload',
  source: smartAsymmetric(),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Use the client id for both.',
  check(facts) {
    const [iss, sub] = [textClaim(facts, 'iss'), textClaim(facts, 'sub')]
    if (iss === undefined || sub === undefined || iss === sub || !isSelfSigned(facts)) return pass
    const { clientId } = facts.environment
    const wrong = sub === clientId ? 'iss' : 'sub'
    const right = clientId === iss || clientId === sub ? clientId : undefined
    return fail(
      `/assertion/payload/${wrong}`,
      `iss is ${iss} and sub is ${sub}; a client signs in its own name, so both are its id.`,
      {
        actual: wrong === 'iss' ? iss : sub,
        expected: wrong === 'iss' ? sub : iss,
        index: compareText(iss, sub).index,
        // Another grant may speak for a user.
        ...(isClientAuthentication(facts) ? {} : { severity: 'warning', proof: 'S' }),
        ...(right === undefined
          ? {}
          : {
              edit: {
                label: 'Use the client id for both',
                target: 'payloadText',
                apply: (text) => setMember(text, wrong, JSON.stringify(right)),
              },
            }),
      },
    )
  },
})
