import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartLaunch } from '../../sources.ts'

export const authzAudIsAuthServer = defineRule({
  id: 'authz-aud-is-auth-server',
  title: 'aud names the authorization server',
  object: 'authorize-url',
  source: smartLaunch(),
  severity: { epic: 'error', smart: 'error', rfc7523: 'off', fapi2: 'off' },
  proof: 'P',
  fix: 'Put the FHIR base URL here; the token URL belongs into the client assertion.',
  owns: ['authz-aud-mismatch'],
  check({ authorization, endpoints, launch }) {
    const aud = authorization?.param('aud')
    if (!aud || aud === endpoints.fhirBase || aud === launch?.iss) return pass
    const names: readonly (readonly [string, string | undefined])[] = [
      ['the token endpoint', endpoints.token],
      ['the token endpoint', endpoints.discoveredToken],
      ['the authorization endpoint', endpoints.authorization],
      ['the issuer', endpoints.issuer],
    ]
    const same = names.find(([, url]) => url === aud)
    if (!same) return pass
    const expected = launch?.iss ?? endpoints.fhirBase
    return fail(
      '/authorizationRequest/url',
      `aud is ${same[0]}; the authorization request wants the FHIR base.`,
      {
        actual: aud,
        ...(expected === undefined ? {} : { expected }),
      },
    )
  },
})
