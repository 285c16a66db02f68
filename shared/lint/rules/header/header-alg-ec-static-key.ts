import { headerOf } from '../../claims.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { epicOauth } from '../../sources.ts'

export const headerAlgEcStaticKey = defineRule({
  id: 'header-alg-ec-static-key',
  title: 'EC keys work at this server by JWK Set URL only',
  object: 'header',
  source: epicOauth(),
  severity: { epic: 'error', smart: 'off', rfc7523: 'off', fapi2: 'off' },
  proof: 'P',
  fix: 'Register a JWK Set URL, or sign with RSA.',
  check(facts) {
    const alg = headerOf(facts)?.['alg']
    const uploaded = facts.environment.registration?.keyMode === 'uploaded-key'
    if (typeof alg !== 'string' || !alg.startsWith('ES') || !uploaded) return pass
    return fail(
      '/assertion/header/alg',
      `alg is ${alg} and the registration holds an uploaded key; EC keys need a JWK Set URL here.`,
      { actual: alg },
    )
  },
})
