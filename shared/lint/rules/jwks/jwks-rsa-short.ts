import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'
import { pointerOf } from '../../jwks-pointer.ts'
import { selectedKey } from '../../published-key.ts'

export const jwksRsaShort = defineRule({
  id: 'jwks-rsa-short',
  title: 'A published RSA key is short',
  object: 'jwks',
  source: rfc(7518, '3.3'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Replace the key by one of 2048 bits or more.',
  owns: ['key-rsa-short'],
  check(facts) {
    const key = selectedKey(facts)
    const least = facts.profile.parameters.minRsaBits ?? 2_048
    if (key?.kty !== 'RSA' || key.bits === undefined || key.bits >= least) return pass
    return fail(
      pointerOf(facts.jwks),
      `The published key ${key.kid ?? ''} has ${key.bits} bits; ${least} are the least.`,
      { actual: String(key.bits), expected: String(least) },
    )
  },
})
