import { setMember } from '../../../json/edit-json.ts'
import { claimsOf } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const payloadIssMissing = defineRule({
  id: 'payload-iss-missing',
  title: 'iss is missing or not a text',
  object: 'payload',
  source: rfc(7523, '3'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Set iss to the client id.',
  owns: ['payload-iss-sub-differ', 'payload-iss-not-client-id'],
  check(facts) {
    const claims = claimsOf(facts)
    if (claims === undefined || (typeof claims['iss'] === 'string' && claims['iss'] !== '')) return pass
    const { clientId } = facts.environment
    return fail(
      '/assertion/payload/iss',
      claims['iss'] === undefined ? 'iss is missing.' : 'iss is not a text.',
      {
        ...(clientId === undefined
          ? {}
          : {
              expected: clientId,
              edit: {
                label: 'Use the client id',
                target: 'payloadText',
                apply: (text) => setMember(text, 'iss', JSON.stringify(clientId)),
              },
            }),
      },
    )
  },
})
