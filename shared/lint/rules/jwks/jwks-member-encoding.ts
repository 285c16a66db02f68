import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'
import { pointerOf } from '../../jwks-pointer.ts'

export const jwksMemberEncoding = defineRule({
  id: 'jwks-member-encoding',
  title: 'A number of a published key is not encoded as it should be',
  object: 'jwks',
  source: rfc(7518, '6.3.1'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Export the key again with a JWK library.',
  owns: ['signature-invalid', 'key-not-registered-half', 'signature-length'],
  check({ jwks }) {
    for (const key of jwks?.keys ?? []) {
      const problem = key.problems.find(({ why }) => why !== 'it is missing')
      if (problem === undefined) continue
      const zero = problem.why === 'it starts with a zero octet'
      return fail(pointerOf(jwks), `In key ${key.index + 1}, ${problem.member}: ${problem.why}.`, {
        ...(zero ? { severity: 'warning', proof: 'S' } : {}),
      })
    }
    return pass
  },
})
