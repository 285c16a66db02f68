import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const keyRsaExponent = defineRule({
  id: 'key-rsa-exponent',
  title: 'The RSA exponent is unusual',
  object: 'key',
  source: rfc(7518, '6.3.1.2'),
  severity: everywhere('warning'),
  proof: 'S',
  fix: 'Make a key with the exponent 65537.',
  check({ keyFile }) {
    const exponent = keyFile?.exponent === undefined ? undefined : BigInt(keyFile.exponent)
    if (exponent === undefined || exponent === 65_537n) return pass
    const broken = exponent < 3n || exponent % 2n === 0n
    return fail(
      '/keyFile',
      `The RSA exponent is ${exponent}${broken ? ', which makes no safe key' : '; 65537 is usual'}.`,
      { severity: broken ? 'error' : 'warning' },
    )
  },
})
