import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

const KNOWN = [
  'client_credentials',
  'authorization_code',
  'refresh_token',
  'urn:ietf:params:oauth:grant-type:jwt-bearer',
  'urn:ietf:params:oauth:grant-type:token-exchange',
]

export const tokreqGrantType = defineRule({
  id: 'tokreq-grant-type',
  title: 'The grant type is missing or not one the server takes',
  object: 'token-request',
  source: rfc(6749, '4.4.2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Set grant_type to the documented value of this grant.',
  check({ request, discovery }) {
    if (request?.body === undefined || request.form.length === 0) return pass
    const grant = request.param('grant_type')
    if (grant === undefined) {
      return fail('/tokenRequest/body', 'There is no grant_type parameter in the body.', {
        expected: KNOWN[0]!,
      })
    }
    if (!KNOWN.includes(grant)) {
      return fail(
        '/tokenRequest/body',
        `grant_type is "${grant}", which is no registered grant of a token endpoint.`,
        {
          actual: grant,
          expected: KNOWN.slice(0, 3).join(', '),
        },
      )
    }
    for (const { members, documentIndex } of discovery) {
      const supported = members['grant_types_supported']
      if (!Array.isArray(supported) || supported.length === 0 || supported.includes(grant)) continue
      return fail('/tokenRequest/body', `grant_type is ${grant}; the server lists ${supported.join(', ')}.`, {
        actual: grant,
        expected: `${supported.join(', ')} (document ${documentIndex})`,
        severity: 'warning',
        proof: 'S',
      })
    }
    return pass
  },
})
