import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const keyEncrypted = defineRule({
  id: 'key-encrypted',
  title: 'The key is encrypted',
  object: 'key',
  source: rfc(7468, '11'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Give the passphrase, or decrypt a copy.',
  check({ keyFile }) {
    if (keyFile === undefined || !keyFile.content.endsWith('-encrypted')) return pass
    if (keyFile.passphrase === 'right') {
      return fail('/keyFile', 'The key is encrypted, and the passphrase opens it.', {
        severity: 'info',
        proof: 'H',
      })
    }
    return fail('/keyFile', 'The key is encrypted and there is no passphrase.')
  },
})
