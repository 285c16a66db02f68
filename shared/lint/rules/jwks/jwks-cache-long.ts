import { maxAgeOf } from '../../../facts/http-facts.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { smartAsymmetric } from '../../sources.ts'
import { pointerOf } from '../../jwks-pointer.ts'

const DAY_S = 86_400

export const jwksCacheLong = defineRule({
  id: 'jwks-cache-long',
  title: 'The JWK Set may be cached for long',
  object: 'jwks',
  source: smartAsymmetric(),
  severity: everywhere('warning'),
  proof: 'S',
  fix: 'Use 300 to 3600 seconds.',
  check({ jwks, response }) {
    const control = jwks?.header('cache-control') ?? ''
    const seconds = maxAgeOf(control) ?? 0
    if (seconds <= DAY_S && !/\bimmutable\b/i.test(control)) return pass
    const succeeded = response?.status === 200 && response.error === undefined
    return fail(pointerOf(jwks), `Cache-Control is "${control}"; a new key takes as long to be seen.`, {
      actual: control,
      ...(succeeded ? { severity: 'info', proof: 'H' } : {}),
    })
  },
})
