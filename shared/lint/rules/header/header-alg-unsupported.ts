import { headerOf } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { epicOauth } from '../../sources.ts'

export const headerAlgUnsupported = defineRule({
  id: 'header-alg-unsupported',
  title: 'alg is not on the list of this server',
  object: 'header',
  source: epicOauth(),
  severity: everywhere('error'),
  proof: 'P',
  fix: "Sign with an algorithm of the server's list.",
  owns: ['header-alg-not-smart-pair', 'header-alg-not-advertised'],
  check(facts) {
    const alg = headerOf(facts)?.['alg']
    const { algs, algsOtherOk } = facts.profile.parameters
    if (typeof alg !== 'string' || algs === undefined || algsOtherOk === true) return pass
    // RFC 9864 splits EdDSA into its curves; a list that names one means the other.
    if (algs.includes(alg) || (alg === 'Ed25519' && algs.includes('EdDSA'))) {
      const older = facts.profile.id === 'entra' && alg === 'RS256'
      return older
        ? fail(
            '/assertion/header/alg',
            'alg is RS256, the older form at this server; PS256 is its current one.',
            { actual: alg, expected: 'PS256', severity: 'warning', proof: 'H' },
          )
        : pass
    }
    return fail('/assertion/header/alg', `alg is ${alg}; this server takes ${algs.join(', ')}.`, {
      actual: alg,
      expected: algs.join(', '),
    })
  },
})
