import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartLaunch } from '../../sources.ts'

export const tokreqClientIdPresent = defineRule({
  id: 'tokreq-client-id-present',
  title: 'client_id is sent beside the assertion',
  object: 'token-request',
  source: smartLaunch(),
  severity: {
    epic: 'warning',
    smart: 'warning',
    rfc7523: 'off',
    fapi2: 'off',
  },
  proof: 'S',
  fix: 'Leave client_id out: the assertion names the client.',
  check({ request, profile, flow }) {
    const clientId = request?.param('client_id')
    if (clientId === undefined || request?.param('client_assertion') === undefined) return pass
    if (profile.parameters.clientIdParam === 'omit-in-code-flow' && flow !== 'authorization_code') return pass
    return fail(
      '/tokenRequest/body',
      'client_id is sent beside the assertion; this server does not ask for it.',
      {
        actual: clientId,
      },
    )
  },
})
