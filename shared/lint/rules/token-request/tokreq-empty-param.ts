import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

const NEEDED = new Set([
  'grant_type',
  'client_assertion',
  'client_assertion_type',
  'code',
  'redirect_uri',
  'refresh_token',
  'code_verifier',
  'client_id',
  'scope',
])

export const tokreqEmptyParam = defineRule({
  id: 'tokreq-empty-param',
  title: 'A parameter has no value',
  object: 'token-request',
  source: rfc(6749, '3.2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Give the parameter its value, or remove it.',
  owns: [
    'tokreq-grant-type',
    'tokreq-assertion-missing',
    'tokreq-assertion-type',
    'tokreq-code-missing',
    'tokreq-code-altered',
    'tokreq-redirect-uri',
    'tokreq-verifier',
    'tokreq-client-id-mismatch',
    'tokreq-scope-missing',
  ],
  check({ request }) {
    const empty = (request?.form ?? []).find(({ name, value }) => NEEDED.has(name) && value === '')
    if (!empty) return pass
    return fail('/tokenRequest/body', `${empty.name} is sent without a value, which counts as absent.`)
  },
})
