import { setMember } from '../../../json/edit-json.ts'
import { headerOf } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const headerKidType = defineRule({
  id: 'header-kid-type',
  title: 'kid is not a text',
  object: 'header',
  source: rfc(7515, '4.1.4'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Make kid a non-empty string.',
  owns: ['signature-other-key', 'header-kid-not-in-jwks', 'header-kid-missing', 'header-kid-format'],
  check(facts) {
    const kid = headerOf(facts)?.['kid']
    if (kid === undefined || (typeof kid === 'string' && kid !== '')) return pass
    const published =
      typeof kid === 'number' ? facts.jwks?.keys.find((key) => key.kid === String(kid))?.kid : undefined
    return fail(
      '/assertion/header/kid',
      kid === '' ? 'kid is empty.' : `kid is ${kid === null ? 'null' : `a ${typeof kid}`}, not a string.`,
      {
        actual: JSON.stringify(kid),
        ...(typeof kid === 'number'
          ? {
              expected: published ?? String(kid),
              edit: {
                label: 'Write it as a string',
                target: 'headerText',
                apply: (text) => setMember(text, 'kid', JSON.stringify(String(kid))),
              },
            }
          : {}),
      },
    )
  },
})
