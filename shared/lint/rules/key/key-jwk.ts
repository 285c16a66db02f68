import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const keyJwk = defineRule({
  id: 'key-jwk',
  title: 'The key is a JWK',
  object: 'key',
  source: rfc(7517, '4'),
  severity: everywhere('info'),
  proof: 'S',
  fix: 'Load it as a JWK, or convert it to PEM.',
  check({ keyFile }) {
    return keyFile !== undefined && keyFile.content === 'jwk-private'
      ? fail('/keyFile', 'The key is a JWK; tools that expect PEM do not read it.')
      : pass
  },
})
