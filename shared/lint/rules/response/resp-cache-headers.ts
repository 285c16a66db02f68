import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const respCacheHeaders = defineRule({
  id: 'resp-cache-headers',
  title: 'The token answer may be cached',
  object: 'response',
  source: rfc(6749, '5.1'),
  severity: everywhere('warning'),
  proof: 'P',
  fix: 'Tell the owner of the server: a token answer carries Cache-Control: no-store.',
  check({ response }) {
    if (
      response?.status !== 200 ||
      response.members?.['access_token'] === undefined ||
      response.headers.length === 0
    )
      return pass
    const sent = response.header('cache-control')
    if (sent !== undefined && /no-store/i.test(sent)) return pass
    return fail('/tokenResponse/headers', `Cache-Control is ${sent ?? 'absent'}; it has to be no-store.`, {
      ...(sent === undefined ? {} : { actual: sent }),
      expected: 'no-store',
    })
  },
})
