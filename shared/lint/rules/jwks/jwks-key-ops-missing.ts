import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'
import { pointerOf } from '../../jwks-pointer.ts'
import { selectedKey } from '../../published-key.ts'

export const jwksKeyOpsMissing = defineRule({
  id: 'jwks-key-ops-missing',
  title: 'The published key says neither use nor key_ops',
  object: 'jwks',
  source: rfc(7517, '4.3'),
  severity: everywhere('warning'),
  proof: 'S',
  fix: 'Add "key_ops":["verify"] or "use":"sig".',
  check(facts) {
    const key = selectedKey(facts)
    const succeeded = facts.response?.status === 200 && facts.response.error === undefined
    if (key === undefined || key.use !== undefined || key.keyOps !== undefined || succeeded) return pass
    // Both are optional; only a server that speaks of its keys is likely to miss them.
    const isSmart = facts.profile.id === 'smart-generic'
    const spoken = /\bkeys?\b/i.test(facts.response?.errorDescription ?? '')
    return isSmart && spoken
      ? fail(
          pointerOf(facts.jwks),
          `The published key ${key.kid ?? ''} has neither use nor key_ops; older servers look for them.`,
        )
      : pass
  },
})
