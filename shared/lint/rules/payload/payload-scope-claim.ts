import { claimsOf } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { smartBackend } from '../../sources.ts'

export const payloadScopeClaim = defineRule({
  id: 'payload-scope-claim',
  title: 'scope stands in the assertion and not in the request',
  object: 'payload',
  source: smartBackend(),
  severity: everywhere('warning', { google: 'off' }),
  proof: 'S',
  fix: 'Put the scopes into the form body.',
  owns: ['payload-extra-claim'],
  check(facts) {
    const claims = claimsOf(facts)
    if (
      claims?.['scope'] === undefined ||
      facts.request === undefined ||
      facts.request.param('scope') !== undefined
    )
      return pass
    if (facts.flow === 'jwt_bearer') return pass
    return fail(
      '/assertion/payload/scope',
      'The payload has a scope claim, and the request has no scope parameter.',
    )
  },
})
