import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartScopes } from '../../sources.ts'

export const authzScopeIdentityPair = defineRule({
  id: 'authz-scope-identity-pair',
  title: 'The identity scopes do not go together',
  object: 'authorize-url',
  source: smartScopes(),
  severity: { epic: 'error', smart: 'error', rfc7523: 'info', fapi2: 'info' },
  proof: 'P',
  fix: 'Ask for openid and fhirUser together.',
  check({ authorization, profile }) {
    const scopes = (authorization?.param('scope') ?? '').split(' ')
    const openid = scopes.includes('openid')
    const identity = scopes.find((token) => token === 'fhirUser' || token === 'profile')
    if (identity !== undefined && !openid) {
      return fail('/authorizationRequest/url', `scope asks for ${identity} without openid.`, {
        actual: identity,
      })
    }
    const isSmart = profile.family === 'smart' || profile.family === 'epic'
    if (openid && isSmart && !scopes.includes('fhirUser') && !scopes.includes('profile')) {
      return fail('/authorizationRequest/url', 'scope asks for openid without fhirUser.', {
        severity: 'info',
        proof: 'H',
      })
    }
    return pass
  },
})
