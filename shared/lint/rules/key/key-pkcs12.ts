import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const keyPkcs12 = defineRule({
  id: 'key-pkcs12',
  title: 'The file is a key store',
  object: 'key',
  source: rfc(7292),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Export the key: openssl pkcs12 -nocerts -nodes.',
  owns: [
    'key-body-damaged',
    'key-label-damaged',
    'key-wrap-width',
    'key-no-labels',
    'key-not-key-material',
    'key-crlf',
    'key-no-final-newline',
    'key-quoted',
    'key-indented',
    'key-bom',
    'key-der',
  ],
  check({ keyFile }) {
    return keyFile !== undefined && (keyFile.content === 'pkcs12' || keyFile.content === 'jks')
      ? fail(
          '/keyFile',
          `The file is ${keyFile.content === 'pkcs12' ? 'PKCS#12' : 'a Java key store'}, not a key by itself.`,
        )
      : pass
  },
})
