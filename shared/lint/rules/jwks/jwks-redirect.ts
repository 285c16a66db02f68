import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'
import { pointerOf } from '../../jwks-pointer.ts'

export const jwksRedirect = defineRule({
  id: 'jwks-redirect',
  title: 'The JWK Set URL redirects',
  object: 'jwks',
  source: rfc(9110, '15.4'),
  severity: everywhere('warning', { 'node-oidc-provider': 'error' }),
  proof: 'P',
  fix: 'Register the final address.',
  owns: ['jwks-status'],
  check({ jwks, profile }) {
    const { status, redirects } = jwks?.document ?? {}
    const [first] = redirects ?? []
    const isRedirect = status !== undefined && [301, 302, 303, 307, 308].includes(status)
    if (first === undefined && !isRedirect) return pass
    const to = first ?? jwks?.header('location') ?? 'another address'
    return fail(pointerOf(jwks), `The JWK Set URL redirects to ${to}; not every server follows.`, {
      actual: to,
      proof: profile.id === 'node-oidc-provider' ? 'P' : 'S',
    })
  },
})
