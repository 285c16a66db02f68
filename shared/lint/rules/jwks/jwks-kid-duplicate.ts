import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartAsymmetric } from '../../sources.ts'
import { pointerOf } from '../../jwks-pointer.ts'

export const jwksKidDuplicate = defineRule({
  id: 'jwks-kid-duplicate',
  title: 'Two published keys share a kid',
  object: 'jwks',
  source: smartAsymmetric(),
  severity: { epic: 'error', smart: 'error', rfc7523: 'warning', fapi2: 'warning', okta: 'error' },
  proof: 'P',
  fix: 'Make each kid unique.',
  owns: ['signature-invalid', 'key-not-registered-half'],
  check({ jwks, profile }) {
    const keys = jwks?.keys ?? []
    const twice = keys.find(
      (key, index) => key.kid !== undefined && keys.findIndex(({ kid }) => kid === key.kid) < index,
    )
    if (twice?.kid === undefined || jwks === undefined) return pass
    const isCertain = profile.family === 'smart' || profile.family === 'epic' || profile.id === 'okta'
    return fail(
      pointerOf(jwks),
      `${keys.filter(({ kid }) => kid === twice.kid).length} keys have the kid ${twice.kid}.`,
      { actual: twice.kid, proof: isCertain ? 'P' : 'S' },
    )
  },
})
