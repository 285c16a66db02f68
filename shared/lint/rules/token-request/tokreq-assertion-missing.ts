import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const tokreqAssertionMissing = defineRule({
  id: 'tokreq-assertion-missing',
  title: 'client_assertion or client_assertion_type is missing',
  object: 'token-request',
  source: rfc(7521, '4.2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Send client_assertion and client_assertion_type, both in the body.',
  check({ request, flow }) {
    if (flow === 'jwt_bearer' || request?.body === undefined || request.form.length === 0) return pass
    if (request.param('grant_type')?.endsWith(':jwt-bearer')) return pass
    const missing = ['client_assertion', 'client_assertion_type'].filter(
      (name) => request.param(name) === undefined,
    )
    if (missing.length === 0) return pass
    return fail('/tokenRequest/body', `The body has no ${missing.join(' and no ')}.`, {
      expected: missing.join(', '),
    })
  },
})
