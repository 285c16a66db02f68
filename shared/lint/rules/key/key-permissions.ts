import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { own } from '../../sources.ts'

export const keyPermissions = defineRule({
  id: 'key-permissions',
  title: 'Others can read the key file',
  object: 'key',
  source: own('A private key is for one account; ssh refuses such files.'),
  severity: everywhere('warning'),
  proof: 'H',
  fix: 'Use chmod 600.',
  check({ keyFile }) {
    const mode = keyFile?.mode
    if (mode === undefined || keyFile?.from !== 'file' || (mode & 0o077) === 0) return pass
    const everyone = (mode & 0o004) !== 0
    return fail(
      '/keyFile',
      `The mode is ${mode.toString(8).padStart(4, '0')}: ${everyone ? 'every user of the machine' : 'the group'} can read the key.`,
      {
        actual: mode.toString(8).padStart(4, '0'),
        expected: '0600',
        severity: everyone ? 'error' : 'warning',
      },
    )
  },
})
