import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartAsymmetric } from '../../sources.ts'
import { pointerOf } from '../../jwks-pointer.ts'

export const jwksKidMissing = defineRule({
  id: 'jwks-kid-missing',
  title: 'A published key has no kid',
  object: 'jwks',
  source: smartAsymmetric(),
  severity: { epic: 'warning', smart: 'error', rfc7523: 'info', fapi2: 'info' },
  proof: 'P',
  fix: 'Give every key a kid.',
  owns: ['header-kid-not-in-jwks'],
  check({ jwks, profile }) {
    const without = jwks?.keys.find(({ kid }) => kid === undefined)
    if (jwks === undefined || without === undefined) return pass
    const several = jwks.keys.length > 1
    const weight =
      profile.family === 'rfc7523' && several
        ? { severity: profile.id === 'okta' ? ('error' as const) : ('warning' as const), proof: 'S' as const }
        : {}
    return fail(pointerOf(jwks), `Key ${without.index + 1} of ${jwks.keys.length} has no kid.`, weight)
  },
})
