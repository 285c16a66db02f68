import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { own } from '../../sources.ts'

export const keySingleLine = defineRule({
  id: 'key-single-line',
  title: 'The key stands on one line',
  object: 'key',
  source: own('Tried with OpenSSL 3 and Node: the key is refused or read differently in this form.'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Put line breaks after BEGIN and before END.',
  owns: ['key-label-damaged', 'key-body-damaged', 'key-wrap-width', 'key-no-final-newline', 'key-quoted'],
  check({ keyFile }) {
    return keyFile !== undefined && keyFile.wrappings.includes('single-line')
      ? fail('/keyFile', 'BEGIN, body and END stand on one line; OpenSSL does not read it so.')
      : pass
  },
})
