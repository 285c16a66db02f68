import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { selectedKey } from '../../published-key.ts'
import { rfc } from '../../sources.ts'

export const signatureInvalid = defineRule({
  id: 'signature-invalid',
  title: 'The signature does not verify under the published key',
  object: 'header',
  source: rfc(7515, '5.2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Sign with the private half of the registered key.',
  check(facts) {
    const { assertion, jwks, environment } = facts
    if (assertion === undefined || assertion.unsigned) return pass
    const { signature } = assertion
    const selected = selectedKey(facts)
    if (
      environment.registration?.keyMode === 'uploaded-key' ||
      (jwks === undefined && environment.registration?.uploadedJwk !== undefined)
    ) {
      return signature.underUploaded === 'invalid'
        ? fail('/assertion', 'The signature does not verify under the registered copy of the key.')
        : pass
    }
    if (selected === undefined || selected.problems.length > 0) return pass
    const outcome = signature.underJwks[selected.index]?.outcome
    if (outcome !== 'invalid') return pass
    // Two entries may share the kid; one that verifies is enough to speak of the set, not of the signature.
    if (facts.jwks?.matching.some((key) => signature.underJwks[key.index]?.outcome === 'valid')) return pass
    return fail(
      '/assertion',
      `The signature does not verify under the published key ${selected.kid ?? `number ${selected.index + 1}`}.`,
    )
  },
})
