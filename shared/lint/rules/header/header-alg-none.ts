import { headerOf } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const headerAlgNone = defineRule({
  id: 'header-alg-none',
  title: 'alg is none',
  object: 'header',
  source: rfc(8725, '3.2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Sign the assertion with the private key.',
  owns: [
    'header-alg-case',
    'header-alg-unsupported',
    'header-alg-not-advertised',
    'header-alg-not-smart-pair',
    'signature-length',
    'signature-invalid',
    'header-alg-registered-mismatch',
    'header-alg-jwk-alg-mismatch',
    'assertion-part-count',
  ],
  check(facts) {
    const alg = headerOf(facts)?.['alg']
    return typeof alg === 'string' && alg.toLowerCase() === 'none'
      ? fail('/assertion/header/alg', 'alg is none: the assertion is not signed.', { actual: alg })
      : pass
  },
})
