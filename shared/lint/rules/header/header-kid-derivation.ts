import { setMember } from '../../../json/edit-json.ts'
import { headerOf } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const headerKidDerivation = defineRule({
  id: 'header-kid-derivation',
  title: 'kid is computed from the key in another way than the published one',
  object: 'header',
  source: rfc(7638),
  severity: everywhere('error'),
  proof: 'P',
  fix: "Copy the kid of the published entry; do not compute it with another library's default.",
  owns: ['header-kid-not-in-jwks', 'signature-other-key'],
  check(facts) {
    const kid = headerOf(facts)?.['kid']
    if (typeof kid !== 'string' || facts.jwks === undefined || facts.jwks.matching.length > 0) return pass
    for (const key of facts.jwks.keys) {
      const derivation = key.derivations.find(({ value }) => value === kid)
      if (derivation === undefined || key.kid === undefined) continue
      const published = key.kid
      return fail(
        '/assertion/header/kid',
        `kid is ${derivation.name}; the same key is published as ${published}.`,
        {
          actual: kid,
          expected: published,
          edit: {
            label: `Use ${published}`,
            target: 'headerText',
            apply: (text) => setMember(text, 'kid', JSON.stringify(published)),
          },
        },
      )
    }
    return pass
  },
})
