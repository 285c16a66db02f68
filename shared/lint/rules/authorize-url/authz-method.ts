import { defineRule, fail, pass } from '../../define-rule.ts'
import { epicOauth } from '../../sources.ts'

/** The authorization request is recorded as a URL, so only a recorded request to that endpoint shows its method. */
export const authzMethod = defineRule({
  id: 'authz-method',
  title: 'The authorization request is a POST',
  object: 'authorize-url',
  source: epicOauth(),
  severity: { epic: 'error', smart: 'off', rfc7523: 'off', fapi2: 'off' },
  proof: 'P',
  fix: 'Send the browser to the authorization endpoint with GET.',
  check({ flow, request, authorization, endpoints, launch }) {
    if (flow !== 'authorize' || request?.method !== 'POST' || request.url === undefined) return pass
    const target = request.url.replace(/[?#].*$/s, '')
    if (target !== (authorization?.endpoint ?? endpoints.authorization)) return pass
    const isForm = request.mediaType === 'application/x-www-form-urlencoded'
    const isEhrLaunch = launch !== undefined || request.param('launch') !== undefined
    if (isEhrLaunch && isForm) return pass
    return fail(
      '/tokenRequest/method',
      isEhrLaunch
        ? 'The authorization request is a POST that is not a form.'
        : 'The authorization request is a POST; a standalone launch takes GET.',
      { actual: 'POST', expected: 'GET' },
    )
  },
})
