import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const respRedirect = defineRule({
  id: 'resp-redirect',
  title: 'The token endpoint redirects',
  object: 'response',
  source: rfc(9110, '15.4'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Use the final address: a followed redirect turns the POST into a GET.',
  owns: ['resp-html', 'resp-error-shape', 'resp-status-class'],
  check({ response }) {
    const status = response?.status ?? 0
    if (status < 300 || status > 399) return pass
    const location = response?.header('location')
    return fail(
      '/tokenResponse/status',
      `The token endpoint answers ${status}${location === undefined ? '' : ` and names ${location}`}.`,
      {
        ...(location === undefined ? {} : { actual: location }),
      },
    )
  },
})
