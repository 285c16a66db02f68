import { audienceFailure, audienceFault, audiencesOf, sourceWords } from '../../audience-fault.ts'
import { defineRule, everywhere, pass, unknown } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const payloadAudNotAccepted = defineRule({
  id: 'payload-aud-not-accepted',
  title: 'aud is not an audience that this server accepts',
  object: 'payload',
  source: rfc(7523, '3'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Copy the accepted value, character by character.',
  check(facts) {
    if (audiencesOf(facts) === undefined) return pass
    if (facts.endpoints.acceptedAudiences === undefined && facts.environment.assertionKind !== 'federated') {
      return facts.profile.parameters.aud === undefined
        ? unknown('which audiences this server accepts; no document states them')
        : unknown('the token endpoint or issuer of this server')
    }
    const fault = audienceFault(facts)
    if (fault === undefined) return pass
    return audienceFailure(
      fault,
      `aud is ${fault.aud}; this server wants ${sourceWords(fault.source)}, ${fault.expected}.`,
    )
  },
})
