import { audienceFailure, audienceFault, sourceWords } from '../../audience-fault.ts'
import { defineRule, everywhere, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

const MOST_EDITS = 3

export const payloadAudTypo = defineRule({
  id: 'payload-aud-typo',
  title: 'aud is a few characters away from the accepted audience',
  object: 'payload',
  source: rfc(7523, '3'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Take aud from the metadata, never by hand.',
  owns: ['payload-aud-not-accepted'],
  check(facts) {
    const fault = audienceFault(facts)
    if (fault === undefined || fault.difference !== undefined || fault.distance > MOST_EDITS) return pass
    return audienceFailure(
      fault,
      `aud differs from ${sourceWords(fault.source)} by ${fault.distance} ${fault.distance === 1 ? 'character' : 'characters'}, first at index ${fault.index}.`,
    )
  },
})
