import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartLaunch } from '../../sources.ts'

export const respScopeMissing = defineRule({
  id: 'resp-scope-missing',
  title: 'The answer does not say which scopes are granted',
  object: 'response',
  source: smartLaunch(),
  severity: { epic: 'info', smart: 'error', rfc7523: 'off', fapi2: 'off', athenahealth: 'info' },
  proof: 'P',
  fix: 'Treat the granted scopes as unknown.',
  check({ response }) {
    if (response?.status !== 200 || response.members?.['access_token'] === undefined) return pass
    return response.members['scope'] === undefined
      ? fail('/tokenResponse/body', 'scope is missing in the answer.')
      : pass
  },
})
