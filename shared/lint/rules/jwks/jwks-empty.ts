import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'
import { algKeyConflict } from '../../../assertion/algorithms.ts'
import { headerOf } from '../../claims.ts'
import { pointerOf } from '../../jwks-pointer.ts'

export const jwksEmpty = defineRule({
  id: 'jwks-empty',
  title: 'The JWK Set has no usable key',
  object: 'jwks',
  source: rfc(7517, '5'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Publish the public signing key.',
  owns: ['header-kid-not-in-jwks'],
  check(facts) {
    const { jwks } = facts
    if (jwks === undefined || jwks.problem !== undefined || jwks.document?.body === undefined) return pass
    if (jwks.keys.length === 0) return fail(pointerOf(jwks), 'The JWK Set holds no key.')
    const alg = headerOf(facts)?.['alg']
    if (typeof alg !== 'string' || jwks.matching.length > 0) return pass
    const fits = jwks.keys.some((key) => algKeyConflict(alg, key) === undefined)
    return fits ? pass : fail(pointerOf(jwks), `None of the ${jwks.keys.length} published keys fits ${alg}.`)
  },
})
