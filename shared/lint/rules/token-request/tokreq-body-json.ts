import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const tokreqBodyJson = defineRule({
  id: 'tokreq-body-json',
  title: 'The body is JSON',
  object: 'token-request',
  source: rfc(6749, '4.4.2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Encode the parameters as name=value pairs joined by "&".',
  owns: [
    'tokreq-grant-type',
    'tokreq-assertion-missing',
    'tokreq-form-encoding',
    'tokreq-stray-bytes',
    'tokreq-scope-missing',
  ],
  check({ request }) {
    if (request?.body === undefined || !/^\s*[{[]/.test(request.body)) return pass
    return fail('/tokenRequest/body', 'The body starts like JSON; a token endpoint reads name=value pairs.')
  },
})
