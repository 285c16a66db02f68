import { textClaim } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const payloadIdTooLong = defineRule({
  id: 'payload-id-too-long',
  title: 'iss or sub is longer than this server takes',
  object: 'payload',
  source: rfc(7523, '3'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Use the client id only.',
  check(facts) {
    const limit = facts.profile.parameters.issSubMaxLength
    if (limit === undefined) return pass
    for (const name of ['iss', 'sub']) {
      const length = textClaim(facts, name)?.length ?? 0
      if (length > limit)
        return fail(`/assertion/payload/${name}`, `${name} has ${length} characters; ${limit} are taken.`, {
          actual: String(length),
          expected: String(limit),
        })
    }
    return pass
  },
})
