import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const keyRsaShort = defineRule({
  id: 'key-rsa-short',
  title: 'The RSA key is short',
  object: 'key',
  source: rfc(7518, '3.3'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Make an RSA key of 2048 bits or more.',
  check({ keyFile, publicKey, profile }) {
    const bits = keyFile?.bits ?? (publicKey?.kty === 'RSA' ? publicKey.bits : undefined)
    if (bits === undefined) return pass
    const least = profile.parameters.minRsaBits ?? 2_048
    if (bits < least)
      return fail('/keyFile', `The RSA key has ${bits} bits; ${least} are the least.`, {
        actual: String(bits),
        expected: String(least),
      })
    return [2_048, 3_072, 4_096].includes(bits)
      ? pass
      : fail('/keyFile', `The RSA key has ${bits} bits, an unusual size.`, {
          severity: 'warning',
          proof: 'H',
        })
  },
})
