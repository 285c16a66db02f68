import { claimsOf, headerOf } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

const OTHER_TYPES: Readonly<Record<string, string>> = {
  'at+jwt': 'an access token',
  'dpop+jwt': 'a DPoP proof',
  'logout+jwt': 'a logout token',
}
const ID_TOKEN_CLAIMS = ['at_hash', 'nonce', 'scp', 'azp']

export const headerNotAClientAssertion = defineRule({
  id: 'header-not-a-client-assertion',
  title: 'This JWT is no client assertion',
  object: 'header',
  source: rfc(8725, '3.11'),
  severity: everywhere('error'),
  proof: 'S',
  fix: 'Send the client assertion itself.',
  owns: ['header-typ-wrong', 'payload-extra-claim', 'payload-scope-claim'],
  check(facts) {
    const typ = headerOf(facts)?.['typ']
    const kind =
      typeof typ === 'string' ? OTHER_TYPES[typ.toLowerCase().replace(/^application\//, '')] : undefined
    if (kind !== undefined)
      return fail('/assertion/header/typ', `typ is ${String(typ)}: this JWT is ${kind}.`, {
        actual: String(typ),
      })
    const claims = claimsOf(facts) ?? {}
    const names = ID_TOKEN_CLAIMS.filter((name) => claims[name] !== undefined)
    // One claim copied too many is an extra claim; two make another kind of token.
    const isOther = names.length > 1 || claims['at_hash'] !== undefined || claims['scp'] !== undefined
    return isOther
      ? fail('/assertion/payload', `The payload has ${names.join(' and ')}, as id and access tokens have.`, {
          actual: names.join(', '),
        })
      : pass
  },
})
