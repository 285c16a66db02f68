import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'
import { pointerOf } from '../../jwks-pointer.ts'
import { selectedKey } from '../../published-key.ts'

export const jwksKeyOpsWrong = defineRule({
  id: 'jwks-key-ops-wrong',
  title: 'The published key is not for verifying',
  object: 'jwks',
  source: rfc(7517, '4.3'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Use ["verify"].',
  check(facts) {
    const key = selectedKey(facts)
    if (key?.keyOps === undefined) return pass
    const pointer = pointerOf(facts.jwks)
    if (!key.keyOps.includes('verify')) {
      const isCertain = facts.profile.id === 'node-oidc-provider' || facts.profile.family === 'smart'
      return fail(pointer, `key_ops is ${key.keyOps.join(', ') || 'empty'}; verify is not in it.`, {
        actual: key.keyOps.join(', '),
        expected: 'verify',
        proof: isCertain ? 'P' : 'S',
      })
    }
    return key.keyOps.includes('sign')
      ? fail(pointer, 'key_ops names sign, which is for private keys.', { severity: 'warning', proof: 'S' })
      : pass
  },
})
