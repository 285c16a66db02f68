import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const respTokenType = defineRule({
  id: 'resp-token-type',
  title: 'token_type is missing or not bearer',
  object: 'response',
  source: rfc(6749, '5.1'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Compare token_type without regard to case, and tell the owner of the server.',
  check({ response, request }) {
    if (response?.status !== 200 || response.members === undefined || response.error !== undefined)
      return pass
    if (response.members['access_token'] === undefined) return pass
    const type = response.members['token_type']
    if (type === undefined)
      return fail('/tokenResponse/body', 'token_type is missing.', { expected: 'Bearer' })
    if (typeof type !== 'string')
      return fail('/tokenResponse/body', 'token_type is not a string.', { expected: 'Bearer' })
    if (type.toLowerCase() === 'bearer') return pass
    if (type.toLowerCase() === 'dpop' && request?.header('dpop') !== undefined) return pass
    return fail('/tokenResponse/body', `token_type is "${type}".`, {
      actual: type,
      expected: 'Bearer',
      severity: 'warning',
    })
  },
})
