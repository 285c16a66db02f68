import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { smartAsymmetric } from '../../sources.ts'
import { pointerOf } from '../../jwks-pointer.ts'

export const jwksStatus = defineRule({
  id: 'jwks-status',
  title: 'The JWK Set URL does not answer 200',
  object: 'jwks',
  source: smartAsymmetric(),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Answer 200 without any login.',
  owns: ['jwks-not-a-set', 'jwks-content-type', 'jwks-empty', 'header-kid-not-in-jwks', 'jwks-cache-missing'],
  check({ jwks }) {
    const status = jwks?.document?.status
    if (status === undefined || status === 200) return pass
    const why = status === 401 || status === 403 ? ': it wants a login, or refuses robots' : ''
    return fail(pointerOf(jwks), `The JWK Set URL answers ${status}${why}.`, {
      actual: String(status),
      expected: '200',
    })
  },
})
