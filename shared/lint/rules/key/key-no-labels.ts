import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const keyNoLabels = defineRule({
  id: 'key-no-labels',
  title: 'BEGIN and END lines are missing',
  object: 'key',
  source: rfc(7468, '2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Add the BEGIN and END lines.',
  owns: [
    'key-body-damaged',
    'key-label-damaged',
    'key-wrap-width',
    'key-not-key-material',
    'key-crlf',
    'key-no-final-newline',
    'key-indented',
  ],
  check({ keyFile }) {
    return keyFile !== undefined && keyFile.wrappings.includes('no-labels')
      ? fail('/keyFile', 'The value is the base64 of a key without BEGIN and END lines.')
      : pass
  },
})
