import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

const BODY_ONLY = new Set([
  'grant_type',
  'client_id',
  'client_assertion',
  'client_assertion_type',
  'code',
  'client_secret',
])

export const tokreqParamInQuery = defineRule({
  id: 'tokreq-param-in-query',
  title: 'A parameter stands in the URL',
  object: 'token-request',
  source: rfc(6749, '2.3.1'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Move the parameter from the URL to the body.',
  owns: ['tokreq-url-decorated', 'tokreq-grant-type', 'tokreq-assertion-missing', 'tokreq-code-missing'],
  check({ request }) {
    const names = (request?.query ?? []).map(({ name }) => name).filter((name) => BODY_ONLY.has(name))
    if (names.length === 0) return pass
    return fail(
      '/tokenRequest/url',
      `The URL carries ${names.join(', ')}; token endpoints read these from the body.`,
      {
        actual: names.join(', '),
      },
    )
  },
})
