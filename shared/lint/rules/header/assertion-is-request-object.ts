import { headerOf, claimsOf } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const assertionIsRequestObject = defineRule({
  id: 'assertion-is-request-object',
  title: 'The assertion is a request object',
  object: 'header',
  source: rfc(9101),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Make a client assertion of its own: iss = sub = client id, aud, jti, exp.',
  owns: [
    'header-not-a-client-assertion',
    'header-typ-wrong',
    'payload-sub-missing',
    'payload-jti-missing',
    'payload-exp-missing',
    'payload-extra-claim',
    'payload-scope-claim',
    'payload-iss-missing',
    'payload-aud-missing',
  ],
  check(facts) {
    const typ = headerOf(facts)?.['typ']
    const claims = claimsOf(facts) ?? {}
    const isRequest =
      typ === 'oauth-authz-req+jwt' ||
      (claims['response_type'] !== undefined && claims['redirect_uri'] !== undefined)
    return isRequest
      ? fail(
          '/assertion',
          'The assertion is a request object: it carries the parameters of an authorization request.',
        )
      : pass
  },
})
