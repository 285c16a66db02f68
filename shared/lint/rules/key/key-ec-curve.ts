import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'
import { algFor, algKeyConflict } from '../../../assertion/algorithms.ts'
import { headerOf } from '../../claims.ts'

const JOSE_CURVES = ['P-256', 'P-384', 'P-521']

export const keyEcCurve = defineRule({
  id: 'key-ec-curve',
  title: 'The curve does not fit',
  object: 'key',
  source: rfc(7518, '3.4'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Use P-384 with ES384, or RSA with RS384.',
  check(facts) {
    const curve = facts.keyFile?.kty === 'EC' ? facts.keyFile.curve : undefined
    if (facts.keyFile?.kty !== 'EC' || facts.keyFile.explicitCurveParameters) return pass
    if (curve === undefined || !JOSE_CURVES.includes(curve)) {
      return fail('/keyFile', `The curve is ${curve ?? 'not one of JOSE'}; ${JOSE_CURVES.join(', ')} are.`, {
        ...(curve === undefined ? {} : { actual: curve }),
      })
    }
    const alg = headerOf(facts)?.['alg']
    const conflict = typeof alg === 'string' ? algKeyConflict(alg, { kty: 'EC', crv: curve }) : undefined
    if (conflict !== undefined) return fail('/keyFile', `${conflict}.`, { actual: curve })
    const { algs, algsOtherOk } = facts.profile.parameters
    const own = algFor({ kty: 'EC', crv: curve })
    if (algs === undefined || own === undefined || algs.includes(own)) return pass
    // No list of these vendors says that the curve itself is refused.
    const isRare = curve === 'P-521' && (facts.profile.family === 'epic' || facts.profile.family === 'smart')
    return fail('/keyFile', `A key on ${curve} signs ${own}; this server takes ${algs.join(', ')}.`, {
      actual: curve,
      ...(algsOtherOk === true || isRare ? { severity: 'warning', proof: 'S' } : {}),
    })
  },
})
