import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { smartAsymmetric } from '../../sources.ts'
import { isLocalTrial } from '../../local-trial.ts'

export const jwksNotHttps = defineRule({
  id: 'jwks-not-https',
  title: 'The JWK Set is not served over https',
  object: 'jwks',
  source: smartAsymmetric(),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Serve the set over https.',
  check(facts) {
    const url = facts.jwks?.document?.url ?? facts.endpoints.clientJwks
    if (!url || /^https:\/\//i.test(url) || isLocalTrial(facts, url)) return pass
    return fail('/environment/registration/jwksUrl', `The JWK Set URL is ${url}.`, {
      actual: url,
      expected: url.replace(/^http:/i, 'https:'),
    })
  },
})
