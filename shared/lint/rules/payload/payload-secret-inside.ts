import { claimsOf } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

const SECRET_NAMES = ['client_secret', 'password', 'private_key']

export const payloadSecretInside = defineRule({
  id: 'payload-secret-inside',
  title: 'The payload holds a secret',
  object: 'payload',
  source: rfc(7519, '12'),
  severity: everywhere('warning'),
  proof: 'H',
  fix: 'Remove it: a signature hides nothing.',
  check(facts) {
    const claims = claimsOf(facts) ?? {}
    const name = Object.keys(claims).find(
      (each) =>
        SECRET_NAMES.includes(each) ||
        (typeof claims[each] === 'string' && claims[each].startsWith('-----BEGIN')),
    )
    return name === undefined
      ? pass
      : fail(
          `/assertion/payload/${name}`,
          `The claim ${name} holds a secret, and everybody who sees the JWT can read it.`,
        )
  },
})
