import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartScopes } from '../../sources.ts'

export const authzScopeOfflinePair = defineRule({
  id: 'authz-scope-offline-pair',
  title: 'Both kinds of refresh are asked for',
  object: 'authorize-url',
  source: smartScopes(),
  severity: { epic: 'warning', smart: 'warning', rfc7523: 'off', fapi2: 'off' },
  proof: 'H',
  fix: 'Ask for one of offline_access and online_access.',
  check({ authorization }) {
    const scopes = (authorization?.param('scope') ?? '').split(' ')
    return scopes.includes('offline_access') && scopes.includes('online_access')
      ? fail('/authorizationRequest/url', 'scope asks for offline_access and online_access.')
      : pass
  },
})
