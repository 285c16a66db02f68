import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const respInvalidClientStatus = defineRule({
  id: 'resp-invalid-client-status',
  title: 'invalid_client comes with an unusual status',
  object: 'response',
  source: rfc(6749, '5.2'),
  severity: everywhere('warning'),
  proof: 'H',
  fix: 'The status alone does not name the fault.',
  check({ response, request }) {
    if (response?.error !== 'invalid_client' || response.status === undefined) return pass
    if (response.status !== 400 && response.status !== 401) {
      return fail(
        '/tokenResponse/status',
        `invalid_client comes with ${response.status}; 400 or 401 is usual.`,
      )
    }
    const challenged = response.header('www-authenticate') !== undefined
    return response.status === 401 && request?.header('authorization') !== undefined && !challenged
      ? fail(
          '/tokenResponse/headers',
          'The request had an Authorization header and the 401 has no WWW-Authenticate.',
        )
      : pass
  },
})
