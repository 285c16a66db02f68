import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const keyDer = defineRule({
  id: 'key-der',
  title: 'The key is DER, not PEM',
  object: 'key',
  source: rfc(5958),
  severity: everywhere('info'),
  proof: 'S',
  fix: 'Wrap it as PEM where a tool expects that: openssl pkey -inform DER.',
  owns: ['key-no-final-newline', 'key-crlf'],
  check({ keyFile }) {
    return keyFile !== undefined && keyFile.content === 'der'
      ? fail('/keyFile', 'The key is binary DER; tools that expect PEM do not read it.')
      : pass
  },
})
