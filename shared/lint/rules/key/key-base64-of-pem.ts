import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { own } from '../../sources.ts'

export const keyBase64OfPem = defineRule({
  id: 'key-base64-of-pem',
  title: 'The PEM file is encoded once more',
  object: 'key',
  source: own('Tried with OpenSSL 3 and Node: the key is refused or read differently in this form.'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Decode it once before use.',
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
  ],
  check({ keyFile }) {
    return keyFile !== undefined && keyFile.wrappings.includes('base64-of-pem')
      ? fail('/keyFile', 'The value is base64 of a PEM file.')
      : pass
  },
})
