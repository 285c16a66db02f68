import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const keyEcParameters = defineRule({
  id: 'key-ec-parameters',
  title: 'An EC PARAMETERS block comes first',
  object: 'key',
  source: rfc(5915),
  severity: everywhere('info'),
  proof: 'S',
  fix: 'Delete the parameters block: some readers take only the first block.',
  check({ keyFile }) {
    return keyFile !== undefined && keyFile.blocks.length > 1 && keyFile.blocks[0]?.label === 'EC PARAMETERS'
      ? fail('/keyFile', 'An EC PARAMETERS block stands before the key.')
      : pass
  },
})
