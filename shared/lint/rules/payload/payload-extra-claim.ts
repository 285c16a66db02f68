import { claimsOf, isClientAuthentication } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

const USUAL = new Set(['iss', 'sub', 'aud', 'exp', 'iat', 'nbf', 'jti'])
/** Claims that one kind of server documents. */
const DOCUMENTED: Readonly<Record<string, readonly string[]>> = {
  udap: ['extensions'],
  google: ['scope', 'target_audience'],
}

export const payloadExtraClaim = defineRule({
  id: 'payload-extra-claim',
  title: 'The payload has claims that nobody asks for',
  object: 'payload',
  source: rfc(7523, '3'),
  severity: everywhere('warning'),
  proof: 'S',
  fix: 'Try once with only iss, sub, aud, exp, iat and jti.',
  check(facts) {
    const claims = claimsOf(facts)
    if (
      claims === undefined ||
      !isClientAuthentication(facts) ||
      facts.environment.assertionKind === 'federated'
    )
      return pass
    if (facts.response?.status === 200 && facts.response.error === undefined) return pass
    const known = DOCUMENTED[facts.profile.id] ?? []
    const extra = Object.keys(claims).filter((name) => !USUAL.has(name) && !known.includes(name))
    const [first] = extra
    if (first === undefined) return pass
    return fail(
      `/assertion/payload/${first}`,
      `The payload also has ${extra.slice(0, 6).join(', ')}, which this server does not document.`,
      { actual: extra.join(', ') },
    )
  },
})
