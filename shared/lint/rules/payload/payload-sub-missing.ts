import { setMember } from '../../../json/edit-json.ts'
import { claimsOf, isClientAuthentication } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const payloadSubMissing = defineRule({
  id: 'payload-sub-missing',
  title: 'sub is missing or not a text',
  object: 'payload',
  source: rfc(7523, '3'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Set sub to the client id.',
  owns: ['payload-iss-sub-differ'],
  check(facts) {
    const claims = claimsOf(facts)
    if (claims === undefined || (typeof claims['sub'] === 'string' && claims['sub'] !== '')) return pass
    // A service account may assert itself: the grant of Google wants sub only for delegation.
    if (facts.profile.id === 'google' && claims['sub'] === undefined) return pass
    const clientId = isClientAuthentication(facts) ? facts.environment.clientId : undefined
    return fail(
      '/assertion/payload/sub',
      claims['sub'] === undefined ? 'sub is missing.' : 'sub is not a text.',
      {
        ...(clientId === undefined
          ? {}
          : {
              expected: clientId,
              edit: {
                label: 'Use the client id',
                target: 'payloadText',
                apply: (text) => setMember(text, 'sub', JSON.stringify(clientId)),
              },
            }),
      },
    )
  },
})
