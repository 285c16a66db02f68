import { nameDifference } from '../../../assertion/audience-differences.ts'
import { compareText } from '../../../assertion/compare-text.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const authzRedirectUri = defineRule({
  id: 'authz-redirect-uri',
  title: 'redirect_uri is not a registered one',
  object: 'authorize-url',
  source: rfc(9700, '2.1'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Register this redirect URI, or send a registered one, character by character.',
  check({ authorization, environment }) {
    if (authorization === undefined || authorization.param('request_uri') !== undefined) return pass
    const sent = authorization.param('redirect_uri')
    const registered = environment.registration?.redirectUris
    if (sent === undefined || sent === '') {
      return fail('/authorizationRequest/url', 'redirect_uri is missing.', {
        ...(registered?.[0] === undefined ? {} : { expected: registered[0] }),
      })
    }
    if (registered === undefined || registered.length === 0 || registered.includes(sent)) return pass
    for (const candidate of registered) {
      const difference = nameDifference(sent, candidate)
      if (difference === undefined) continue
      return fail(
        '/authorizationRequest/url',
        `redirect_uri differs from a registered one: ${difference.words}.`,
        {
          actual: sent,
          expected: candidate,
          index: compareText(sent, candidate).index,
        },
      )
    }
    const [first = ''] = registered
    return fail(
      '/authorizationRequest/url',
      `redirect_uri is not among the ${registered.length} registered.`,
      {
        actual: sent,
        expected: first,
        index: compareText(sent, first).index,
      },
    )
  },
})
