import { signatureLength as lengthOf } from '../../../assertion/algorithms.ts'
import { headerOf } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { selectedKey } from '../../published-key.ts'
import { rfc } from '../../sources.ts'

/** First byte of a DER SEQUENCE. */
const SEQUENCE = 0x30

export const signatureLength = defineRule({
  id: 'signature-length',
  title: 'The signature has the wrong length',
  object: 'header',
  source: rfc(7518, '3.4'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Send raw R and S for ECDSA, not DER.',
  owns: ['signature-invalid', 'signature-other-key', 'key-not-registered-half'],
  check(facts) {
    const alg = headerOf(facts)?.['alg']
    const actual = facts.assertion?.signature.byteLength
    if (typeof alg !== 'string' || actual === undefined || facts.assertion?.unsigned === true) return pass
    const expected = lengthOf(alg, selectedKey(facts)?.bits ?? facts.publicKey?.bits)
    if (expected === undefined || actual === expected) return pass
    const isDer = alg.startsWith('ES') && facts.assertion?.signature.firstByte === SEQUENCE
    return fail(
      '/assertion',
      `The signature has ${actual} bytes; ${alg} has ${expected}${isDer ? ': it is DER-encoded' : ''}.`,
      { actual: String(actual), expected: String(expected) },
    )
  },
})
