import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'
import { pointerOf } from '../../jwks-pointer.ts'

export const jwksUnreachable = defineRule({
  id: 'jwks-unreachable',
  title: 'The JWK Set URL does not answer',
  object: 'jwks',
  source: rfc(7517, '5'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Make the URL resolve and answer on the public internet.',
  owns: ['header-kid-not-in-jwks'],
  check({ jwks }) {
    const { failure, detail, url } = jwks?.document ?? {}
    if (failure === undefined || !['dns', 'connect', 'timeout', 'reset'].includes(failure)) return pass
    return fail(
      pointerOf(jwks),
      `${url ?? 'The JWK Set URL'} does not answer from here: ${detail ?? failure}.`,
      { actual: failure },
    )
  },
})
