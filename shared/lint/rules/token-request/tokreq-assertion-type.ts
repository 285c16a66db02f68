import { ASSERTION_TYPE } from '../../../token-request/build-token-request.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const tokreqAssertionType = defineRule({
  id: 'tokreq-assertion-type',
  title: 'client_assertion_type is not the JWT bearer URN',
  object: 'token-request',
  source: rfc(7523, '2.2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Paste the exact URN and encode it once.',
  owns: ['tokreq-form-encoding'],
  check({ request }) {
    const value = request?.param('client_assertion_type')
    if (value === undefined || value === ASSERTION_TYPE) return pass
    return fail('/tokenRequest/body', `client_assertion_type is "${value}"${why(value)}.`, {
      actual: value,
      expected: ASSERTION_TYPE,
    })
  },
})

function why(value: string): string {
  if (/%3a/i.test(value)) return ', encoded twice'
  if (value.includes(':grant-type:')) return ', which names a grant'
  if (value.includes('saml2')) return ', which names a SAML assertion'
  if (value.trim() === ASSERTION_TYPE) return ', with white space around it'
  return ''
}
