import { textClaim } from '../../claims.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { epicOauth } from '../../sources.ts'

/** No limit is published by other servers; columns are often this wide. */
const USUAL_COLUMN = 255

export const payloadJtiTooLong = defineRule({
  id: 'payload-jti-too-long',
  title: 'jti is longer than this server takes',
  object: 'payload',
  source: epicOauth(),
  severity: { epic: 'error', smart: 'warning', rfc7523: 'warning', fapi2: 'warning', auth0: 'error' },
  proof: 'P',
  fix: 'Use a UUID.',
  check(facts) {
    const length = textClaim(facts, 'jti')?.length ?? 0
    const documented = facts.profile.parameters.jtiMaxLength
    const limit = documented ?? USUAL_COLUMN
    if (length <= limit) return pass
    return fail(
      '/assertion/payload/jti',
      `jti has ${length} characters; ${limit} are ${documented === undefined ? 'usual' : 'taken'}.`,
      {
        actual: String(length),
        expected: String(limit),
        ...(documented === undefined ? { proof: 'S' } : {}),
      },
    )
  },
})
