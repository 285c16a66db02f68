import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { own } from '../../sources.ts'

export const keyServiceAccountJson = defineRule({
  id: 'key-service-account-json',
  title: 'The file is a service account',
  object: 'key',
  source: own('The shape of a vendor file, not a key format.'),
  severity: everywhere('info'),
  proof: 'H',
  fix: 'Load its private_key member, and use client_email as iss.',
  check({ keyFile }) {
    return keyFile !== undefined && keyFile.content === 'service-account'
      ? fail('/keyFile', 'The file is a service-account JSON; the key is its private_key member.')
      : pass
  },
})
