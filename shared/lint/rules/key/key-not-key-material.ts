import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { own } from '../../sources.ts'

export const keyNotKeyMaterial = defineRule({
  id: 'key-not-key-material',
  title: 'The value is no key',
  object: 'key',
  source: own('Tried with OpenSSL 3 and Node: the key is refused or read differently in this form.'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Paste the private key file itself, not its fingerprint, its id or a secret.',
  owns: ['key-no-labels', 'key-body-damaged', 'key-no-final-newline', 'key-quoted'],
  check({ keyFile }) {
    return keyFile !== undefined && keyFile.content === 'not-key-material'
      ? fail('/keyFile', 'The value is no key in any form that is known here.')
      : pass
  },
})
