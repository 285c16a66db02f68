import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const tokreqMethod = defineRule({
  id: 'tokreq-method',
  title: 'The token request is not a POST',
  object: 'token-request',
  source: rfc(6749, '3.2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Send the token request with POST.',
  check({ request }) {
    const method = request?.method
    if (method === undefined || method === 'POST') return pass
    return fail('/tokenRequest/method', `The method is ${method}; a token endpoint takes POST.`, {
      actual: method,
      expected: 'POST',
    })
  },
})
