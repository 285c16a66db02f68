import { headerOf } from '../../claims.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { openidCore } from '../../sources.ts'

export const headerAlgRegisteredMismatch = defineRule({
  id: 'header-alg-registered-mismatch',
  title: 'Another algorithm is registered for this client',
  object: 'header',
  source: openidCore('9'),
  severity: { epic: 'warning', smart: 'warning', rfc7523: 'error', fapi2: 'error' },
  proof: 'P',
  fix: 'Sign with the algorithm that is stored for this client.',
  owns: ['header-alg-not-advertised', 'header-alg-not-smart-pair'],
  check(facts) {
    const alg = headerOf(facts)?.['alg']
    const registered = facts.environment.registration?.signingAlg
    if (typeof alg !== 'string' || registered === undefined || registered === '' || registered === alg)
      return pass
    return fail('/assertion/header/alg', `alg is ${alg}; ${registered} is registered for this client.`, {
      actual: alg,
      expected: registered,
    })
  },
})
