import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const respIssParam = defineRule({
  id: 'resp-iss-param',
  title: 'The redirect names another issuer',
  object: 'response',
  source: rfc(9207, '2.4'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Stop: this may be an answer of another server (mix-up).',
  check({ callback, discovery, environment, endpoints, profile }) {
    if (
      callback === undefined ||
      (callback.param('error') === undefined && callback.param('code') === undefined)
    )
      return pass
    const iss = callback.param('iss')
    const issuers = [
      environment.issuer,
      endpoints.issuer,
      ...discovery.map(({ members }) => members['issuer']),
    ].filter((each): each is string => typeof each === 'string')
    if (iss !== undefined) {
      if (issuers.length === 0 || issuers.includes(iss)) return pass
      return fail('/callback/url', `The redirect has iss ${iss}; this server's issuer is ${issuers[0]}.`, {
        actual: iss,
        expected: issuers[0] ?? '',
      })
    }
    const promised = discovery.some(
      ({ members }) => members['authorization_response_iss_parameter_supported'] === true,
    )
    if (!promised && profile.family !== 'fapi2') return pass
    return fail('/callback/url', 'The redirect has no iss, and this server says that it sends one.')
  },
})
