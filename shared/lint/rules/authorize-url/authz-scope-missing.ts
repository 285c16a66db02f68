import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartLaunch } from '../../sources.ts'

export const authzScopeMissing = defineRule({
  id: 'authz-scope-missing',
  title: 'No scope is asked for',
  object: 'authorize-url',
  source: smartLaunch(),
  severity: { epic: 'warning', smart: 'error', rfc7523: 'info', fapi2: 'info', 'oracle-health': 'error' },
  proof: 'P',
  fix: 'Name the scopes that the app needs.',
  check({ authorization }) {
    if (authorization === undefined || authorization.param('request_uri') !== undefined) return pass
    return authorization.param('scope') === undefined
      ? fail('/authorizationRequest/url', 'scope is missing.')
      : pass
  },
})
