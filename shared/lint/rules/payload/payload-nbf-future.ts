import { removeMember } from '../../../json/edit-json.ts'
import { dateClaim } from '../../claims.ts'
import { defineRule, everywhere, pass, type RuleResult } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'
import { timeFailure } from '../../time-failure.ts'

const FAPI_ACCEPTS_S = 10

export const payloadNbfFuture = defineRule({
  id: 'payload-nbf-future',
  title: 'nbf lies in the future',
  object: 'payload',
  source: rfc(7523, '3'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Leave nbf out, or put it a little back.',
  check(facts): RuleResult {
    const nbf = dateClaim(facts, 'nbf')
    const { now } = facts.clock
    if (nbf === undefined || now === undefined) return pass
    const aheadS = nbf - now
    if (facts.profile.family === 'fapi2' && aheadS <= FAPI_ACCEPTS_S) return pass
    return timeFailure(
      facts,
      aheadS,
      `nbf is ${Math.round(aheadS)} s ahead: the assertion is not valid yet.`,
      {
        pointer: '/assertion/payload/nbf',
        skewS: facts.profile.parameters.skewIatNbfS,
        actual: String(nbf),
        edit: { label: 'Leave nbf out', target: 'payloadText', apply: (text) => removeMember(text, 'nbf') },
      },
    )
  },
})
