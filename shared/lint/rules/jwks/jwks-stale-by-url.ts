import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { own } from '../../sources.ts'

export const jwksStaleByUrl = defineRule({
  id: 'jwks-stale-by-url',
  title: 'The JWK Set URL is pinned to one revision',
  object: 'jwks',
  source: own('A commit hash or a version in the address always gives the same document.'),
  severity: everywhere('warning'),
  proof: 'S',
  fix: 'Register a URL that follows the newest revision.',
  check({ jwks, endpoints }) {
    const url = jwks?.document?.url ?? endpoints.clientJwks
    if (!url) return pass
    const pinned = /\/[0-9a-f]{40}(\/|$)/i.test(url) || /[?&]v(ersion)?=/i.test(url)
    return pinned
      ? fail('/environment/registration/jwksUrl', `The JWK Set URL names a revision: ${url}.`, {
          actual: url,
        })
      : pass
  },
})
