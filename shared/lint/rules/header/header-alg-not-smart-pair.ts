import { headerOf } from '../../claims.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartAsymmetric } from '../../sources.ts'

export const headerAlgNotSmartPair = defineRule({
  id: 'header-alg-not-smart-pair',
  title: 'alg is not one that every SMART server takes',
  object: 'header',
  source: smartAsymmetric(),
  severity: {
    epic: 'off',
    smart: 'warning',
    rfc7523: 'off',
    fapi2: 'off',
    'oracle-health': 'off',
    'nhs-england': 'off',
  },
  proof: 'H',
  fix: 'Prefer RS384 or ES384.',
  check(facts) {
    const alg = headerOf(facts)?.['alg']
    return typeof alg !== 'string' || alg === 'RS384' || alg === 'ES384'
      ? pass
      : fail(
          '/assertion/header/alg',
          `alg is ${alg}; RS384 and ES384 are the ones that SMART servers share.`,
          { actual: alg, expected: 'RS384, ES384' },
        )
  },
})
