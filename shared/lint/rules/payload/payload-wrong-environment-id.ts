import { setMember } from '../../../json/edit-json.ts'
import { textClaim } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { epicOauth } from '../../sources.ts'

export const payloadWrongEnvironmentId = defineRule({
  id: 'payload-wrong-environment-id',
  title: 'iss is the client id of the other environment',
  object: 'payload',
  source: epicOauth('separate client ids for production and non-production'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Use the client id that belongs to this server.',
  owns: ['payload-iss-not-client-id', 'payload-iss-sub-differ'],
  check(facts) {
    const { clientId, otherClientId } = facts.environment
    const [iss, sub] = [textClaim(facts, 'iss'), textClaim(facts, 'sub')]
    if (otherClientId === undefined || otherClientId === '' || otherClientId === clientId) return pass
    const wrong = iss === otherClientId ? 'iss' : sub === otherClientId ? 'sub' : undefined
    if (wrong === undefined) return pass
    return fail(
      `/assertion/payload/${wrong}`,
      `${wrong} is ${otherClientId}, the client id of the other environment.`,
      {
        actual: otherClientId,
        ...(clientId === undefined
          ? {}
          : {
              expected: clientId,
              edit: {
                label: "Use this environment's client id",
                target: 'payloadText',
                apply: (text) =>
                  setMember(
                    setMember(text, 'iss', JSON.stringify(clientId)),
                    'sub',
                    JSON.stringify(clientId),
                  ),
              },
            }),
      },
    )
  },
})
