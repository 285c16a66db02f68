import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { own } from '../../sources.ts'

export const keySharedEnvironments = defineRule({
  id: 'key-shared-environments',
  title: 'One key serves production and non-production',
  object: 'key',
  source: own(
    'A key that is lost in one environment opens the other; vendors give each its own address for keys.',
  ),
  severity: everywhere('warning'),
  proof: 'H',
  fix: 'Use one key an environment.',
  check({ environment, history, keyFile, publicKey, recorded }) {
    const own = keyFile?.thumbprint ?? publicKey?.thumbprint ?? recorded.keyThumbprint
    const here = environment.label
    if (own === undefined || (here !== 'production' && here !== 'non-production')) return pass
    const other = here === 'production' ? /sandbox|non-production/ : /production$/
    const shared = history.some((entry) => entry.keyThumbprint === own && other.test(entry.profile ?? ''))
    return shared ? fail('/history', 'An earlier attempt used this key in the other environment.') : pass
  },
})
