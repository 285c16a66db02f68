import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { own } from '../../sources.ts'

export const keyNoFinalNewline = defineRule({
  id: 'key-no-final-newline',
  title: 'The last line is not ended',
  object: 'key',
  source: own('Tried with OpenSSL 3 and Node: the key is refused or read differently in this form.'),
  severity: everywhere('info'),
  proof: 'H',
  fix: 'Add a newline at the end.',
  check({ keyFile }) {
    return keyFile !== undefined &&
      keyFile.blocks.length > 0 &&
      !keyFile.finalNewline &&
      keyFile.from === 'file'
      ? fail(
          '/keyFile',
          'The file does not end in a newline; joined with another file its last line is lost.',
        )
      : pass
  },
})
