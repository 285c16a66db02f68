import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'
import { textClaim } from '../../claims.ts'

export const keyAccountMismatch = defineRule({
  id: 'key-account-mismatch',
  title: 'The key file names another account',
  object: 'key',
  source: rfc(7523, '3'),
  severity: everywhere('error'),
  proof: 'S',
  fix: 'Take iss and key from the same file.',
  check(facts) {
    const iss = textClaim(facts, 'iss')
    const identities = facts.keyFile?.identities ?? []
    if (iss === undefined || identities.length === 0 || identities.includes(iss)) return pass
    return fail('/assertion/payload/iss', `iss is ${iss}; the key file names ${identities.join(', ')}.`, {
      actual: iss,
      expected: identities[0] ?? '',
    })
  },
})
