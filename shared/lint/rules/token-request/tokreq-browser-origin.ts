import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { epicOauth } from '../../sources.ts'

export const tokreqBrowserOrigin = defineRule({
  id: 'tokreq-browser-origin',
  title: 'A page sent the request and could not read the answer',
  object: 'token-request',
  source: epicOauth(),
  severity: everywhere('error'),
  proof: 'P',
  owns: ['resp-error-shape'],
  fix: 'Send the token request from a server or from this workbench, not from a page.',
  check({ request, response }) {
    const origin = request?.header('origin')
    if (response?.status === 0)
      return fail(
        '/tokenResponse/status',
        `A page${origin === undefined ? '' : ` at ${origin}`} sent the request and the browser withheld the answer (status 0).`,
      )
    const isPreflight =
      request?.method === 'OPTIONS' || /\bcors\b|preflight|cross-origin/i.test(response?.detail ?? '')
    if (origin === undefined || response === undefined || !isPreflight) return pass
    return fail(
      '/tokenRequest/headers',
      `A page at ${origin} sent the request and the browser withheld the answer.`,
      {
        actual: origin,
      },
    )
  },
})
