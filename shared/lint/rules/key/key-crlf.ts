import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { own } from '../../sources.ts'

export const keyCrlf = defineRule({
  id: 'key-crlf',
  title: 'Line ends are not LF',
  object: 'key',
  source: own('Tried with OpenSSL 3 and Node: the key is refused or read differently in this form.'),
  severity: everywhere('info'),
  proof: 'H',
  fix: 'Convert the line ends to LF.',
  check({ keyFile }) {
    if (keyFile === undefined || keyFile.encoding === 'binary') return pass
    if (keyFile.lineEnds === 'cr')
      return fail('/keyFile', 'The lines end in a bare CR, which is no line end to OpenSSL.', {
        severity: 'error',
        proof: 'P',
      })
    return keyFile.lineEnds === 'crlf' || keyFile.lineEnds === 'mixed'
      ? fail('/keyFile', 'The lines end in CRLF; OpenSSL takes that, some libraries do not.')
      : pass
  },
})
