import { audienceEdit, audiencesOf } from '../../audience-fault.ts'
import { claimsOf } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const payloadAudMissing = defineRule({
  id: 'payload-aud-missing',
  title: 'aud is missing or not a text',
  object: 'payload',
  source: rfc(7523, '3'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Set aud to the string that this server expects.',
  check(facts) {
    const claims = claimsOf(facts)
    if (claims === undefined || audiencesOf(facts) !== undefined) return pass
    const aud = claims['aud']
    const what =
      aud === undefined
        ? 'missing'
        : aud === null
          ? 'null'
          : aud === ''
            ? 'empty'
            : Array.isArray(aud)
              ? 'an empty list'
              : `a ${typeof aud}`
    const expected = facts.endpoints.acceptedAudiences?.[0]?.value
    return fail(
      '/assertion/payload/aud',
      `aud is ${what}.`,
      expected === undefined ? {} : { expected, edit: audienceEdit(expected) },
    )
  },
})
