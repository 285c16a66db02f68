import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'
import { headerOf } from '../../claims.ts'

export const keyRsaPss = defineRule({
  id: 'key-rsa-pss',
  title: 'The key is for RSA-PSS only',
  object: 'key',
  source: rfc(4055),
  severity: everywhere('warning'),
  proof: 'S',
  fix: 'Make a plain RSA key (rsaEncryption).',
  check(facts) {
    if (facts.keyFile?.rsaPss !== true) return pass
    const alg = headerOf(facts)?.['alg']
    const wanted =
      typeof alg === 'string'
        ? alg
        : (facts.environment.registration?.signingAlg ?? facts.profile.parameters.algs?.[0] ?? '')
    return wanted.startsWith('PS')
      ? fail('/keyFile', 'The key is an RSA-PSS key, which some libraries do not import.')
      : fail('/keyFile', 'The key is an RSA-PSS key; RS256, RS384 and RS512 cannot be signed with it.', {
          severity: 'error',
          proof: 'P',
        })
  },
})
