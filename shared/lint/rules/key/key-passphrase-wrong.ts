import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const keyPassphraseWrong = defineRule({
  id: 'key-passphrase-wrong',
  title: 'The passphrase does not open the key',
  object: 'key',
  source: rfc(7468, '11'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Correct the passphrase; the key itself may be right.',
  owns: ['key-encrypted'],
  check({ keyFile }) {
    if (keyFile?.passphrase === 'wrong') return fail('/keyFile', 'The passphrase does not open the key.')
    return keyFile?.passphrase === 'variable-unreadable'
      ? fail('/keyFile', 'The variable that should hold the passphrase cannot be read.', { proof: 'S' })
      : pass
  },
})
