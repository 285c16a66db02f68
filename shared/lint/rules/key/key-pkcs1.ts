import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const keyPkcs1 = defineRule({
  id: 'key-pkcs1',
  title: 'The key is in PKCS#1 form',
  object: 'key',
  source: rfc(8017),
  severity: everywhere('info'),
  proof: 'S',
  fix: 'Where a library refuses it: openssl pkcs8 -topk8 -nocrypt.',
  check({ keyFile }) {
    return keyFile !== undefined && keyFile.content === 'pkcs1' && keyFile.structure === 'pkcs1'
      ? fail(
          '/keyFile',
          'The key is PKCS#1 (RSA PRIVATE KEY); OpenSSL and Node read it, WebCrypto and some libraries want PKCS#8.',
        )
      : pass
  },
})
