import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'
import { pointerOf } from '../../jwks-pointer.ts'

export const jwksTlsChain = defineRule({
  id: 'jwks-tls-chain',
  title: 'The TLS chain of the JWK Set is not complete',
  object: 'jwks',
  source: rfc(7517, '9'),
  severity: everywhere('error'),
  proof: 'S',
  fix: 'Serve the full chain with the intermediate certificate.',
  owns: ['jwks-unreachable'],
  check({ jwks, response }) {
    const { failure, detail } = jwks?.document ?? {}
    if (failure === 'tls')
      return fail(pointerOf(jwks), `The TLS connection to the JWK Set fails: ${detail ?? 'no detail'}.`)
    const said = `${response?.errorDescription ?? ''} ${response?.error === undefined ? (response?.body ?? '').slice(0, 4_096) : ''}`
    return /unable to verify the first certificate|certificate (verify|verification) failed|PKIX path/i.test(
      said,
    )
      ? fail('/tokenResponse/body', 'The answer speaks of a certificate that cannot be verified.')
      : pass
  },
})
