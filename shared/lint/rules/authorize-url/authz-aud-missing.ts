import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartLaunch } from '../../sources.ts'

export const authzAudMissing = defineRule({
  id: 'authz-aud-missing',
  title: 'The authorization request has no aud',
  object: 'authorize-url',
  source: smartLaunch(),
  severity: { epic: 'error', smart: 'error', rfc7523: 'off', fapi2: 'off' },
  proof: 'P',
  fix: 'Add aud with the FHIR base URL, at an EHR launch the iss value that the EHR passed.',
  check({ authorization, endpoints, launch }) {
    if (authorization === undefined || authorization.param('request_uri') !== undefined) return pass
    if (authorization.param('aud') !== undefined) return pass
    const expected = launch?.iss ?? endpoints.fhirBase
    return fail('/authorizationRequest/url', 'aud is missing; this server wants the FHIR base URL there.', {
      ...(expected === undefined ? {} : { expected }),
    })
  },
})
