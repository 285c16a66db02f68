import { isLoopbackHost } from '../../../assertion/hosts.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const authzRedirectShape = defineRule({
  id: 'authz-redirect-shape',
  title: 'redirect_uri has a shape that servers refuse',
  object: 'authorize-url',
  source: rfc(6749, '3.1.2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Use an absolute https address without fragment and without wildcard.',
  check({ authorization, environment, profile }) {
    const sent = authorization?.param('redirect_uri')
    if (!sent) return pass
    const report = (what: string, more: object = {}) =>
      fail('/authorizationRequest/url', `redirect_uri ${what}.`, { actual: sent, ...more })
    if (!URL.canParse(sent)) return report('is not an absolute URL')
    if (sent.includes('#')) return report('has a fragment')
    const { protocol, hostname } = new URL(sent)
    if (hostname.includes('*')) return report('has a wildcard host')
    if (protocol !== 'http:' || isLoopbackHost(hostname)) return pass
    return profile.family === 'epic' && environment.label !== 'production'
      ? report('uses http, which is taken outside production only', { severity: 'info', proof: 'H' })
      : report('uses http on a host other than this machine')
  },
})
