import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { own } from '../../sources.ts'

export const keyBom = defineRule({
  id: 'key-bom',
  title: 'A byte order mark comes first',
  object: 'key',
  source: own('Tried with OpenSSL 3 and Node: the key is refused or read differently in this form.'),
  severity: everywhere('warning'),
  proof: 'S',
  fix: 'Save the file as UTF-8 without byte order mark.',
  owns: ['key-label-damaged'],
  check({ keyFile }) {
    if (keyFile?.encoding === 'utf-16')
      return fail('/keyFile', 'The file is UTF-16; keys are ASCII.', { severity: 'error', proof: 'P' })
    return keyFile?.encoding === 'utf-8-bom'
      ? fail('/keyFile', 'The file starts with a byte order mark, which some libraries do not skip.')
      : pass
  },
})
