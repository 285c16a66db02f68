import { defineRule, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const authzParRequired = defineRule({
  id: 'authz-par-required',
  title: 'The server wants the request pushed first',
  object: 'authorize-url',
  source: rfc(9126, '5'),
  severity: { epic: 'off', smart: 'off', rfc7523: 'error', fapi2: 'error' },
  proof: 'P',
  fix: 'Push the authorization request and send its request_uri.',
  check({ authorization, discovery, profile }) {
    if (authorization === undefined || authorization.param('request_uri') !== undefined) return pass
    const said = discovery.some(({ members }) => members['require_pushed_authorization_requests'] === true)
    if (!said && profile.family !== 'fapi2') return pass
    return fail(
      '/authorizationRequest/url',
      'The URL has no request_uri; this server takes pushed authorization requests only.',
    )
  },
})
