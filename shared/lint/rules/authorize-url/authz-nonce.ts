import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { openidCore } from '../../sources.ts'

export const authzNonce = defineRule({
  id: 'authz-nonce',
  title: 'openid is asked for without a fresh nonce',
  object: 'authorize-url',
  source: openidCore('3.1.2.1'),
  severity: everywhere('warning'),
  proof: 'H',
  fix: 'Add a fresh nonce.',
  check({ authorization, history }) {
    const scopes = (authorization?.param('scope') ?? '').split(' ')
    if (authorization === undefined || !scopes.includes('openid')) return pass
    const nonce = authorization.param('nonce')
    if (!nonce) {
      return fail(
        '/authorizationRequest/url',
        'scope has openid and there is no nonce (optional in the code flow).',
        {
          severity: 'info',
        },
      )
    }
    return history.some((entry) => entry.nonce === nonce)
      ? fail('/authorizationRequest/url', 'nonce is the one of an earlier attempt.', { actual: nonce })
      : pass
  },
})
