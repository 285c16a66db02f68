import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const respInvalidRequest = defineRule({
  id: 'resp-invalid-request',
  title: 'The error speaks of the form of the request',
  object: 'response',
  source: rfc(6749, '5.2'),
  severity: everywhere('info'),
  proof: 'S',
  fix: 'Look at body, content type and parameters first.',
  check({ response }) {
    return response?.error === 'invalid_request'
      ? fail('/tokenResponse/body', 'The answer is invalid_request.')
      : pass
  },
})
