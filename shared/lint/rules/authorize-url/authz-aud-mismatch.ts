import { compareText } from '../../../assertion/compare-text.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartLaunch } from '../../sources.ts'

export const authzAudMismatch = defineRule({
  id: 'authz-aud-mismatch',
  title: 'aud is not the FHIR base',
  object: 'authorize-url',
  source: smartLaunch(),
  severity: { epic: 'error', smart: 'error', rfc7523: 'off', fapi2: 'off' },
  proof: 'P',
  fix: 'Use the iss value of the launch, else the FHIR base URL, character by character.',
  check({ authorization, endpoints, launch }) {
    const aud = authorization?.param('aud')
    const expected = launch?.iss ?? endpoints.fhirBase
    if (!aud || expected === undefined || aud === expected) return pass
    const what = launch?.iss === undefined ? 'the FHIR base' : 'the iss of the launch'
    const { index } = compareText(aud, expected)
    const onlySlash = aud.replace(/\/$/, '') === expected.replace(/\/$/, '')
    return fail(
      '/authorizationRequest/url',
      `aud differs from ${what} at index ${index}${onlySlash ? ', by the final slash' : ''}.`,
      {
        actual: aud,
        expected,
        index,
        ...(onlySlash ? { severity: 'warning', proof: 'S' } : {}),
      },
    )
  },
})
