import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'
import { pointerOf } from '../../jwks-pointer.ts'

export const jwksNotASet = defineRule({
  id: 'jwks-not-a-set',
  title: 'The document is no JWK Set',
  object: 'jwks',
  source: rfc(7517, '5'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Wrap the keys as {"keys":[...]}.',
  owns: ['jwks-empty', 'jwks-content-type', 'header-kid-not-in-jwks'],
  check({ jwks }) {
    if (jwks?.document?.body === undefined || jwks.problem === undefined) return pass
    return fail(pointerOf(jwks), `The document is no JWK Set: ${jwks.problem}.`)
  },
})
