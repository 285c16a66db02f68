import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const keySec1 = defineRule({
  id: 'key-sec1',
  title: 'The key is in SEC1 form',
  object: 'key',
  source: rfc(5915),
  severity: everywhere('info'),
  proof: 'S',
  fix: 'Where a library refuses it, convert it to PKCS#8.',
  check({ keyFile }) {
    return keyFile !== undefined && keyFile.content === 'sec1' && keyFile.structure === 'sec1'
      ? fail(
          '/keyFile',
          'The key is SEC1 (EC PRIVATE KEY); OpenSSL and Node read it, WebCrypto and some libraries want PKCS#8.',
        )
      : pass
  },
})
