import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const tokreqCodeMissing = defineRule({
  id: 'tokreq-code-missing',
  title: 'The authorization code is missing',
  object: 'token-request',
  source: rfc(6749, '4.1.3'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Pass on the code of the redirect.',
  check({ request }) {
    if (request?.param('grant_type') !== 'authorization_code' || request.param('code') !== undefined)
      return pass
    return fail('/tokenRequest/body', 'grant_type is authorization_code and there is no code parameter.')
  },
})
