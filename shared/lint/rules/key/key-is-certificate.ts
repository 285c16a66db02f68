import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const keyIsCertificate = defineRule({
  id: 'key-is-certificate',
  title: 'The file holds a certificate',
  object: 'key',
  source: rfc(7468, '5'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Use the key that was made with the certificate.',
  check({ keyFile }) {
    return keyFile !== undefined &&
      (keyFile.content === 'certificate' || keyFile.content === 'certificate-request')
      ? fail(
          '/keyFile',
          `The file holds a ${keyFile.content === 'certificate' ? 'certificate' : 'certificate request'} and no private key.`,
        )
      : pass
  },
})
