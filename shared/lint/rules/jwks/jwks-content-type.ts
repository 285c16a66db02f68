import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'
import { pointerOf } from '../../jwks-pointer.ts'

export const jwksContentType = defineRule({
  id: 'jwks-content-type',
  title: 'The JWK Set has another content type',
  object: 'jwks',
  source: rfc(7517, '8.5.1'),
  severity: everywhere('warning'),
  proof: 'S',
  fix: 'Send application/json.',
  check({ jwks }) {
    const type = jwks?.mediaType
    if (type === undefined || type === 'application/json' || type === 'application/jwk-set+json') return pass
    return fail(pointerOf(jwks), `The JWK Set is served as ${type}.`, {
      actual: type,
      expected: 'application/json',
      severity: type === 'text/html' ? 'error' : 'warning',
    })
  },
})
