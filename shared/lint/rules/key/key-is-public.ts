import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const keyIsPublic = defineRule({
  id: 'key-is-public',
  title: 'The file holds the public half',
  object: 'key',
  source: rfc(7468, '13'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Use the private half; the public half goes to the server.',
  check({ keyFile }) {
    return keyFile !== undefined &&
      (keyFile.content === 'public' ||
        keyFile.content === 'jwk-public' ||
        keyFile.content === 'jwk-set-public')
      ? fail('/keyFile', 'The file holds a public key and no private one.')
      : pass
  },
})
