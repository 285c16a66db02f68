import { headerOf } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const headerAlgSymmetric = defineRule({
  id: 'header-alg-symmetric',
  title: 'alg is a shared-secret algorithm',
  object: 'header',
  source: rfc(8725, '3.1'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Use an asymmetric algorithm; HMAC belongs to client_secret_jwt.',
  owns: [
    'header-alg-unsupported',
    'header-alg-not-advertised',
    'header-alg-not-smart-pair',
    'header-alg-registered-mismatch',
    'header-alg-jwk-alg-mismatch',
    'signature-invalid',
    'signature-length',
    'header-alg-key-mismatch',
  ],
  check(facts) {
    const alg = headerOf(facts)?.['alg']
    return typeof alg === 'string' && /^HS(256|384|512)$/.test(alg)
      ? fail('/assertion/header/alg', `alg is ${alg}, which signs with a shared secret.`, { actual: alg })
      : pass
  },
})
