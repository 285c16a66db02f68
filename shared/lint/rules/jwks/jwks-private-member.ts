import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'
import { pointerOf } from '../../jwks-pointer.ts'

export const jwksPrivateMember = defineRule({
  id: 'jwks-private-member',
  title: 'The JWK Set publishes a private key',
  object: 'jwks',
  source: rfc(7517, '9.2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Remove it, make a new key, and treat this one as lost.',
  check({ jwks }) {
    for (const key of jwks?.keys ?? []) {
      const isSecret = key.kty === 'oct'
      if (key.privateMembers.length === 0 && !isSecret) continue
      return fail(
        pointerOf(jwks),
        isSecret
          ? `Key ${key.index + 1} is a shared secret.`
          : `Key ${key.index + 1} carries the private members ${key.privateMembers.join(', ')}.`,
        { actual: key.privateMembers.join(', ') },
      )
    }
    return pass
  },
})
