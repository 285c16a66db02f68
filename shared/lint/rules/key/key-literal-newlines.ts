import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { own } from '../../sources.ts'

export const keyLiteralNewlines = defineRule({
  id: 'key-literal-newlines',
  title: 'Line breaks are written as \\n',
  object: 'key',
  source: own('Tried with OpenSSL 3 and Node: the key is refused or read differently in this form.'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Replace the two characters by real line breaks.',
  owns: [
    'key-single-line',
    'key-label-damaged',
    'key-body-damaged',
    'key-no-final-newline',
    'key-wrap-width',
    'key-quoted',
    'key-no-labels',
    'key-crlf',
  ],
  check({ keyFile }) {
    return keyFile !== undefined && keyFile.wrappings.includes('escaped-newlines')
      ? fail(
          '/keyFile',
          'The line breaks of the key are the two characters "\\\\n"; OpenSSL does not read it so.',
        )
      : pass
  },
})
