import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'
import { pointerOf } from '../../jwks-pointer.ts'

export const jwksMemberMissing = defineRule({
  id: 'jwks-member-missing',
  title: 'A published key lacks a member',
  object: 'jwks',
  source: rfc(7518, '6'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Make the JWK from the key again.',
  owns: ['signature-invalid', 'jwks-empty', 'key-not-registered-half'],
  check({ jwks }) {
    for (const key of jwks?.keys ?? []) {
      const missing = key.problems.filter(({ why }) => why === 'it is missing')
      if (missing.length === 0) continue
      return fail(
        pointerOf(jwks),
        `Key ${key.index + 1} has no ${missing.map(({ member }) => member).join(', ')}.`,
      )
    }
    return pass
  },
})
