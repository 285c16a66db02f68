import { setMember } from '../../../json/edit-json.ts'
import { claimsOf } from '../../claims.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { openidCore } from '../../sources.ts'

export const payloadIatMissing = defineRule({
  id: 'payload-iat-missing',
  title: 'iat is missing',
  object: 'payload',
  source: openidCore('9'),
  severity: {
    epic: 'info',
    smart: 'info',
    rfc7523: 'info',
    fapi2: 'warning',
    udap: 'error',
    google: 'error',
  },
  proof: 'P',
  fix: 'Add iat.',
  check(facts) {
    const claims = claimsOf(facts)
    if (claims === undefined || claims['iat'] !== undefined) return pass
    const { now } = facts.clock
    return fail('/assertion/payload/iat', 'iat is missing.', {
      ...(facts.profile.id === 'udap' || facts.profile.id === 'google' ? {} : { proof: 'H' }),
      ...(now === undefined
        ? {}
        : {
            edit: {
              label: 'Add iat',
              target: 'payloadText',
              apply: (text) => setMember(text, 'iat', String(Math.floor(now))),
            },
          }),
    })
  },
})
