import { audienceFailure, audienceFault } from '../../audience-fault.ts'
import { defineRule, pass } from '../../define-rule.ts'
import { smartAsymmetric } from '../../sources.ts'

export const payloadAudIsIssuer = defineRule({
  id: 'payload-aud-is-issuer',
  title: 'aud is the issuer where the token URL is wanted',
  object: 'payload',
  source: smartAsymmetric(),
  severity: { epic: 'error', smart: 'error', rfc7523: 'error', fapi2: 'off', auth0: 'off' },
  proof: 'P',
  fix: 'Use the token endpoint URL of this server.',
  owns: [
    'payload-aud-other-environment',
    'payload-aud-not-accepted',
    'payload-aud-path-partial',
    'payload-aud-typo',
    'payload-aud-trailing-slash',
    'payload-aud-other-endpoint',
    'payload-aud-is-fhir-base',
    'payload-aud-tenant',
  ],
  check(facts) {
    const fault = audienceFault(facts)
    if (fault === undefined || fault.aud !== facts.endpoints.issuer) return pass
    return audienceFailure(fault, 'aud is the issuer; this server wants its token endpoint.')
  },
})
