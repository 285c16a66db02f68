import { headerOf } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const headerAlgMissing = defineRule({
  id: 'header-alg-missing',
  title: 'alg is missing or not a text',
  object: 'header',
  source: rfc(7515, '4.1.1'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Set alg to the signing algorithm.',
  owns: ['signature-invalid'],
  check(facts) {
    const header = headerOf(facts)
    if (header === undefined || typeof header['alg'] === 'string') return pass
    return fail(
      '/assertion/header/alg',
      header['alg'] === undefined ? 'alg is missing.' : 'alg is not a text.',
    )
  },
})
