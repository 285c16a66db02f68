import { isLoopbackHost } from '../../../assertion/hosts.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const tokreqUrlInsecure = defineRule({
  id: 'tokreq-url-insecure',
  title: 'The token request goes over plain http',
  object: 'token-request',
  source: rfc(6749, '3.2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Use the https address of the token endpoint.',
  check({ request }) {
    const url = request?.url
    if (url === undefined || !/^http:\/\//i.test(url) || !URL.canParse(url)) return pass
    if (isLoopbackHost(new URL(url).hostname)) return pass
    return fail('/tokenRequest/url', `The token request goes to ${url}, which is not encrypted.`, {
      actual: url,
      expected: url.replace(/^http:/i, 'https:'),
    })
  },
})
