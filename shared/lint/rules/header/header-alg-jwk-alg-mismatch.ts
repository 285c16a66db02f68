import { headerOf } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const headerAlgJwkAlgMismatch = defineRule({
  id: 'header-alg-jwk-alg-mismatch',
  title: 'The published key is for another algorithm',
  object: 'header',
  source: rfc(7517, '4.4'),
  severity: everywhere('error'),
  proof: 'S',
  fix: 'Align the alg of the published key with the header, or remove it.',
  check(facts) {
    const alg = headerOf(facts)?.['alg']
    const [selected] = facts.jwks?.matching ?? []
    if (typeof alg !== 'string' || selected?.alg === undefined || selected.alg === alg) return pass
    const certain = facts.profile.id === 'node-oidc-provider' || facts.profile.id === 'smart-generic'
    return fail(
      '/assertion/header/alg',
      `alg is ${alg}; the published key ${selected.kid ?? ''} says ${selected.alg}.`,
      { actual: alg, expected: selected.alg, proof: certain ? 'P' : 'S' },
    )
  },
})
