import { setMember } from '../../../json/edit-json.ts'
import { headerOf } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { smartAsymmetric } from '../../sources.ts'

export const signatureOtherKey = defineRule({
  id: 'signature-other-key',
  title: 'Another published key made the signature',
  object: 'header',
  source: smartAsymmetric(),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Point kid at the key that signed.',
  owns: ['signature-invalid', 'key-not-registered-half'],
  check(facts) {
    const kid = headerOf(facts)?.['kid']
    const rows = facts.assertion?.signature.underJwks ?? []
    if (typeof kid !== 'string' || facts.jwks === undefined) return pass
    const named = rows.filter((row) => row.kid === kid)
    const other = rows.find((row) => row.outcome === 'valid' && row.kid !== kid)
    if (other?.kid === undefined || named.some(({ outcome }) => outcome === 'valid')) return pass
    const signer = other.kid
    return fail('/assertion/header/kid', `kid is ${kid}; the signature verifies under ${signer}.`, {
      actual: kid,
      expected: signer,
      edit: {
        label: `Use ${signer}`,
        target: 'headerText',
        apply: (text) => setMember(text, 'kid', JSON.stringify(signer)),
      },
    })
  },
})
