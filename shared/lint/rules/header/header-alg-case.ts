import { REGISTERED_ALGS } from '../../../assertion/algorithms.ts'
import { setMember } from '../../../json/edit-json.ts'
import { headerOf } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const headerAlgCase = defineRule({
  id: 'header-alg-case',
  title: 'alg is written in another letter case',
  object: 'header',
  source: rfc(7515, '4.1.1'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Write the algorithm in its registered case.',
  owns: [
    'header-alg-unsupported',
    'header-alg-not-advertised',
    'header-alg-not-smart-pair',
    'header-alg-registered-mismatch',
    'header-alg-jwk-alg-mismatch',
    'signature-invalid',
    'header-alg-key-mismatch',
  ],
  check(facts) {
    const alg = headerOf(facts)?.['alg']
    if (typeof alg !== 'string' || REGISTERED_ALGS.includes(alg)) return pass
    const meant = REGISTERED_ALGS.find((each) => each.toLowerCase() === alg.trim().toLowerCase())
    if (meant === undefined || meant === 'none') return pass
    return fail('/assertion/header/alg', `alg is "${alg}"; the registered name is ${meant}.`, {
      actual: alg,
      expected: meant,
      edit: {
        label: `Write ${meant}`,
        target: 'headerText',
        apply: (text) => setMember(text, 'alg', JSON.stringify(meant)),
      },
    })
  },
})
