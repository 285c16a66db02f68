import { defineRule, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const authzPkceMethod = defineRule({
  id: 'authz-pkce-method',
  title: 'The PKCE method is not S256',
  object: 'authorize-url',
  source: rfc(7636, '4.3'),
  severity: {
    epic: 'error',
    smart: 'error',
    rfc7523: 'warning',
    fapi2: 'error',
    'node-oidc-provider': 'error',
  },
  proof: 'P',
  fix: 'Set code_challenge_method=S256.',
  check({ authorization }) {
    if (authorization?.param('code_challenge') === undefined) return pass
    const method = authorization.param('code_challenge_method')
    if (method === 'S256') return pass
    const said =
      method === undefined
        ? 'code_challenge_method is missing, which means plain'
        : `code_challenge_method is "${method}"`
    return fail('/authorizationRequest/url', `${said}; S256 is wanted.`, {
      ...(method === undefined ? {} : { actual: method }),
      expected: 'S256',
    })
  },
})
