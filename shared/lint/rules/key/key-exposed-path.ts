import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { own } from '../../sources.ts'

export const keyExposedPath = defineRule({
  id: 'key-exposed-path',
  title: 'The key file lies where others get it',
  object: 'key',
  source: own(
    'Keys reach others through repositories and published folders more often than through break-ins.',
  ),
  severity: everywhere('warning'),
  proof: 'H',
  fix: 'Move the file, and make a new key if it was pushed.',
  check({ keyFile }) {
    switch (keyFile?.exposure) {
      case 'tracked':
        return fail('/keyFile', 'The key file is tracked by git.', { severity: 'error' })
      case 'not-ignored':
        return fail('/keyFile', 'The key file lies in a git work tree and is not ignored.')
      case 'served-folder':
        return fail('/keyFile', 'The key file lies in a folder that is served.')
      default:
        return pass
    }
  },
})
