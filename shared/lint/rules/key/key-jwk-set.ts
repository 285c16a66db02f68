import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const keyJwkSet = defineRule({
  id: 'key-jwk-set',
  title: 'The file is a set of keys',
  object: 'key',
  source: rfc(7517, '5'),
  severity: everywhere('warning'),
  proof: 'S',
  fix: 'Choose one key by its kid.',
  check({ keyFile }) {
    if (keyFile?.content !== 'jwk-set-private') return pass
    const count = keyFile.otherThumbprints.length + 1
    return fail('/keyFile', `The file is a JWK Set with ${count} private ${count === 1 ? 'key' : 'keys'}.`, {
      severity: count > 1 ? 'error' : 'warning',
    })
  },
})
