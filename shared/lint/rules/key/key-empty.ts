import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const keyEmpty = defineRule({
  id: 'key-empty',
  title: 'The key file is empty',
  object: 'key',
  source: rfc(7468),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Supply the private key.',
  owns: ['key-no-final-newline', 'key-not-key-material', 'key-crlf'],
  check({ keyFile }) {
    return keyFile !== undefined && keyFile.content === 'empty'
      ? fail('/keyFile', 'The file holds nothing.')
      : pass
  },
})
