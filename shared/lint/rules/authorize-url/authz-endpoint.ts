import { compareText } from '../../../assertion/compare-text.ts'
import { isLoopbackHost } from '../../../assertion/hosts.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const authzEndpoint = defineRule({
  id: 'authz-endpoint',
  title: 'The authorization request goes to another address',
  object: 'authorize-url',
  source: rfc(6749, '3.1'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Use the authorization endpoint that the server publishes.',
  check({ authorization, endpoints }) {
    if (authorization === undefined) return pass
    const { endpoint, fragment } = authorization
    const host = URL.canParse(endpoint) ? new URL(endpoint).hostname : undefined
    if (host === undefined) {
      return fail('/authorizationRequest/url', 'The authorization URL is not an absolute URL.', {
        actual: endpoint,
      })
    }
    if (/^http:/i.test(endpoint) && !isLoopbackHost(host)) {
      return fail('/authorizationRequest/url', 'The authorization URL uses http; it has to be https.', {
        actual: endpoint,
      })
    }
    if (fragment !== undefined) {
      return fail('/authorizationRequest/url', 'The authorization URL has a fragment.', {
        actual: `#${fragment}`,
      })
    }
    const published = endpoints.authorization?.replace(/\?.*$/s, '')
    if (published === undefined || endpoint === published) return pass
    const { index } = compareText(endpoint, published)
    return fail(
      '/authorizationRequest/url',
      `The authorization URL differs from the published endpoint at index ${index}.`,
      {
        actual: endpoint,
        expected: published,
        index,
      },
    )
  },
})
