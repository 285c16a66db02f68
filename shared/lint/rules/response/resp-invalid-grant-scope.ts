import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

const LATER = new Set(['invalid_grant', 'invalid_scope', 'unsupported_grant_type'])

export const respInvalidGrantScope = defineRule({
  id: 'resp-invalid-grant-scope',
  title: 'The error speaks of the grant or the scope',
  object: 'response',
  source: rfc(6749, '5.2'),
  severity: everywhere('info'),
  proof: 'S',
  fix: 'Look at code, verifier, redirect URI and scope: on most servers the client is authenticated by then.',
  check({ response, profile }) {
    if (response?.error === undefined || !LATER.has(response.error)) return pass
    const exception = profile.id === 'google' ? ', though this server reports faults of the JWT that way' : ''
    return fail('/tokenResponse/body', `The answer is ${response.error}${exception}.`)
  },
})
