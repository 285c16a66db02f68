import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { own } from '../../sources.ts'

export const keyIndented = defineRule({
  id: 'key-indented',
  title: 'The lines are indented',
  object: 'key',
  source: own('Tried with OpenSSL 3 and Node: the key is refused or read differently in this form.'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Strip the white space before the lines.',
  owns: ['key-label-damaged', 'key-wrap-width', 'key-body-damaged'],
  check({ keyFile }) {
    return keyFile !== undefined && keyFile.wrappings.includes('indented')
      ? fail('/keyFile', 'Lines of the key start with white space; OpenSSL does not read it so.')
      : pass
  },
})
