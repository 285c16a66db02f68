import { audienceFailure, audienceFault, sourceWords } from '../../audience-fault.ts'
import { defineRule, everywhere, pass } from '../../define-rule.ts'
import { smartAsymmetric } from '../../sources.ts'

export const payloadAudIsFhirBase = defineRule({
  id: 'payload-aud-is-fhir-base',
  title: 'aud is the FHIR base',
  object: 'payload',
  source: smartAsymmetric(),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'The FHIR base is the aud of the authorize URL; the assertion wants the token URL.',
  owns: [
    'payload-aud-not-accepted',
    'payload-aud-path-partial',
    'payload-aud-typo',
    'payload-aud-trailing-slash',
    'payload-aud-tenant',
    'payload-aud-other-environment',
  ],
  check(facts) {
    const fault = audienceFault(facts)
    const base = facts.endpoints.fhirBase
    if (fault === undefined || base === undefined || fault.aud.replace(/\/$/, '') !== base.replace(/\/$/, ''))
      return pass
    return audienceFailure(fault, `aud is the FHIR base. This server wants ${sourceWords(fault.source)}.`)
  },
})
