import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const tokreqVerifierUnexpected = defineRule({
  id: 'tokreq-verifier-unexpected',
  title: 'code_verifier is sent though no challenge was',
  object: 'token-request',
  source: rfc(9700, '2.1.1'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Send the challenge in the authorization request, or leave the verifier out.',
  check({ request, authorization }) {
    if (!request?.param('code_verifier') || authorization === undefined) return pass
    if (authorization.param('code_challenge') !== undefined) return pass
    // A pushed or signed request keeps its parameters out of the URL.
    if (authorization.param('request_uri') !== undefined || authorization.param('request') !== undefined)
      return pass
    return fail(
      '/tokenRequest/body',
      'code_verifier is sent, and the authorization request had no code_challenge.',
    )
  },
})
