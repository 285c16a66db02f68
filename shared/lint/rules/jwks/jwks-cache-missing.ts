import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartAsymmetric } from '../../sources.ts'
import { pointerOf } from '../../jwks-pointer.ts'

export const jwksCacheMissing = defineRule({
  id: 'jwks-cache-missing',
  title: 'The JWK Set says nothing about its life',
  object: 'jwks',
  source: smartAsymmetric(),
  severity: { epic: 'warning', smart: 'warning', rfc7523: 'info', fapi2: 'info' },
  proof: 'H',
  fix: 'Set an explicit short Cache-Control.',
  check({ jwks, profile }) {
    if (jwks?.document?.headers === undefined || jwks.document.status !== 200) return pass
    if (jwks.header('cache-control') !== undefined || jwks.header('expires') !== undefined) return pass
    const limit = profile.parameters.jwksCacheMaxS
    return fail(
      pointerOf(jwks),
      `The JWK Set has neither Cache-Control nor Expires${limit === undefined ? '' : `; this server then keeps it for ${limit / 3_600} h`}.`,
    )
  },
})
