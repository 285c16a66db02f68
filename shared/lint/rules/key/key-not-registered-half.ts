import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { smartAsymmetric } from '../../sources.ts'
import { headerOf } from '../../claims.ts'

export const keyNotRegisteredHalf = defineRule({
  id: 'key-not-registered-half',
  title: 'The registered key is another one',
  object: 'key',
  source: smartAsymmetric(),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Register this public key, or load the matching private key.',
  owns: ['signature-invalid'],
  check(facts) {
    const own = facts.keyFile?.thumbprint ?? facts.publicKey?.thumbprint ?? facts.recorded.keyThumbprint
    if (own === undefined) return pass
    const kid = headerOf(facts)?.['kid']
    const [named] = facts.jwks?.matching ?? []
    if (named?.thumbprint !== undefined) {
      if (named.thumbprint === own || facts.jwks?.matching.some(({ thumbprint }) => thumbprint === own))
        return pass
      return fail(
        '/assertion/header/kid',
        `The key published as ${String(kid)} is another one than the key that signs.`,
        { actual: own, expected: named.thumbprint },
      )
    }
    const uploaded = facts.uploadedThumbprint
    if (
      facts.environment.registration?.keyMode !== 'uploaded-key' ||
      uploaded === undefined ||
      uploaded === own
    )
      return pass
    return fail(
      '/environment/registration/uploadedJwk',
      'The registered copy is another key than the one that signs.',
      { actual: own, expected: uploaded },
    )
  },
})
