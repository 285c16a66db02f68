import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartLaunch } from '../../sources.ts'

export const authzPkceMissing = defineRule({
  id: 'authz-pkce-missing',
  title: 'There is no PKCE challenge',
  object: 'authorize-url',
  source: smartLaunch(),
  severity: {
    epic: 'warning',
    smart: 'error',
    rfc7523: 'warning',
    fapi2: 'error',
    'node-oidc-provider': 'warning',
  },
  proof: 'P',
  fix: 'Add an S256 code challenge.',
  check({ authorization }) {
    if (authorization === undefined || authorization.param('request_uri') !== undefined) return pass
    if (authorization.param('code_challenge') !== undefined) return pass
    return fail('/authorizationRequest/url', 'code_challenge is missing.')
  },
})
