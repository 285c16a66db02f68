import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { own } from '../../sources.ts'

export const keyQuoted = defineRule({
  id: 'key-quoted',
  title: 'Quotes stand around the key',
  object: 'key',
  source: own('Tried with OpenSSL 3 and Node: the key is refused or read differently in this form.'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Remove the quotes.',
  owns: ['key-label-damaged', 'key-no-final-newline'],
  check({ keyFile }) {
    return keyFile !== undefined &&
      (keyFile.wrappings.includes('quotes') || keyFile.wrappings.includes('trailing-comma'))
      ? fail(
          '/keyFile',
          keyFile.wrappings.includes('quotes')
            ? 'The key stands in quotes; OpenSSL does not read it so.'
            : 'A comma follows the key.',
        )
      : pass
  },
})
