import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const keyEcExplicitParams = defineRule({
  id: 'key-ec-explicit-params',
  title: 'The curve is spelled out instead of named',
  object: 'key',
  source: rfc(5480, '2.1.1'),
  severity: everywhere('error'),
  proof: 'S',
  fix: 'Make the key again with a named curve.',
  owns: ['key-ec-curve'],
  check({ keyFile }) {
    return keyFile !== undefined && keyFile.explicitCurveParameters
      ? fail('/keyFile', 'The EC key carries its curve as parameters; libraries want its name.')
      : pass
  },
})
