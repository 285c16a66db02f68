import { defineRule, fail, pass } from '../../define-rule.ts'
import { epicOauth } from '../../sources.ts'

const GENERIC = /something went wrong trying to authorize the client/i

export const respAuthzErrorPage = defineRule({
  id: 'resp-authz-error-page',
  title: 'The authorization page refuses without a reason',
  object: 'response',
  source: epicOauth('troubleshooting the authorization request'),
  severity: { epic: 'error', smart: 'off', rfc7523: 'off', fapi2: 'off' },
  proof: 'S',
  fix: 'Check redirect URI, client id, response_type, aud, and whether the app is a backend app.',
  owns: ['resp-html'],
  check({ response, flow }) {
    if (flow !== 'authorize' && flow !== 'authorization_code') return pass
    return GENERIC.test(response?.body ?? '')
      ? fail('/tokenResponse/body', 'The page says that something went wrong trying to authorize the client.')
      : pass
  },
})
