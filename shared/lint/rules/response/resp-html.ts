import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const respHtml = defineRule({
  id: 'resp-html',
  title: 'The answer is a page, not an OAuth answer',
  object: 'response',
  source: rfc(6749, '5.2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Check the address, look for a gateway in front of it, and send Accept: application/json.',
  owns: ['resp-error-shape', 'resp-token-type', 'resp-expires-in'],
  check({ response }) {
    const body = response?.body?.trimStart() ?? ''
    if (response?.status === undefined || (response.mediaType !== 'text/html' && !body.startsWith('<')))
      return pass
    return fail(
      '/tokenResponse/body',
      `The answer ${response.status} is ${response.mediaType ?? 'a document'} that starts with a tag.`,
    )
  },
})
