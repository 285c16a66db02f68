import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { smartAsymmetric } from '../../sources.ts'
import { isLoopbackHost } from '../../../assertion/hosts.ts'

export const jwksNotHttps = defineRule({
  id: 'jwks-not-https',
  title: 'The JWK Set is not served over https',
  object: 'jwks',
  source: smartAsymmetric(),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Serve the set over https.',
  check({ endpoints, jwks, environment }) {
    const url = jwks?.document?.url ?? endpoints.clientJwks
    if (!url || /^https:\/\//.test(url)) return pass
    const isPractice =
      environment.label === 'practice' && URL.canParse(url) && isLoopbackHost(new URL(url).hostname)
    return isPractice
      ? pass
      : fail('/environment/registration/jwksUrl', `The JWK Set URL is ${url}.`, {
          actual: url,
          expected: url.replace(/^http:/i, 'https:'),
        })
  },
})
