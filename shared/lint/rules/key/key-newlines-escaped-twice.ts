import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { own } from '../../sources.ts'

export const keyNewlinesEscapedTwice = defineRule({
  id: 'key-newlines-escaped-twice',
  title: 'Line breaks are escaped twice',
  object: 'key',
  source: own('Tried with OpenSSL 3 and Node: the key is refused or read differently in this form.'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Unescape until no backslash is left, and remove one layer of quoting where the value is stored.',
  owns: [
    'key-literal-newlines',
    'key-single-line',
    'key-label-damaged',
    'key-body-damaged',
    'key-no-final-newline',
    'key-wrap-width',
    'key-quoted',
  ],
  check({ keyFile }) {
    return keyFile !== undefined && keyFile.wrappings.includes('escaped-newlines-twice')
      ? fail('/keyFile', 'The line breaks of the key are written with two or more backslashes.')
      : pass
  },
})
