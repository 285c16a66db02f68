import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { own } from '../../sources.ts'

export const keyOpenssh = defineRule({
  id: 'key-openssh',
  title: 'The key is in OpenSSH format',
  object: 'key',
  source: own('Tried with OpenSSL 3 and Node: the key is refused or read differently in this form.'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Convert a copy: ssh-keygen -p -m PKCS8 -f copy.',
  owns: [
    'key-body-damaged',
    'key-label-damaged',
    'key-wrap-width',
    'key-no-labels',
    'key-not-key-material',
    'key-crlf',
    'key-no-final-newline',
    'key-quoted',
    'key-indented',
    'key-bom',
  ],
  check({ keyFile }) {
    return keyFile !== undefined && keyFile.content === 'openssh'
      ? fail('/keyFile', 'The key is in OpenSSH format, which token libraries do not read.')
      : pass
  },
})
