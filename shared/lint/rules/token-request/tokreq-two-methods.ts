import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const tokreqTwoMethods = defineRule({
  id: 'tokreq-two-methods',
  title: 'Two client authentication methods are used at once',
  object: 'token-request',
  source: rfc(6749, '2.3'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Authenticate one way only: keep the assertion and remove the other.',
  owns: ['tokreq-basic-percent-encoded'],
  check({ request }) {
    if (request?.param('client_assertion') === undefined) return pass
    if (/^basic(\s|$)/i.test(request.header('authorization') ?? '')) {
      return fail('/tokenRequest/headers', 'An Authorization: Basic header is sent beside client_assertion.')
    }
    if (request.param('client_secret') === undefined) return pass
    return fail('/tokenRequest/body', 'client_secret is sent beside client_assertion.')
  },
})
