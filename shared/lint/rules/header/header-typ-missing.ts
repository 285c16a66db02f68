import { setMember } from '../../../json/edit-json.ts'
import { headerOf } from '../../claims.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartAsymmetric } from '../../sources.ts'

export const headerTypMissing = defineRule({
  id: 'header-typ-missing',
  title: 'typ is missing',
  object: 'header',
  source: smartAsymmetric(),
  severity: { epic: 'off', smart: 'error', rfc7523: 'off', fapi2: 'warning' },
  proof: 'P',
  fix: 'Add typ with the value that this server wants.',
  check(facts) {
    const header = headerOf(facts)
    if (header === undefined || header['typ'] !== undefined) return pass
    const wanted = facts.profile.family === 'fapi2' ? 'client-authentication+jwt' : 'JWT'
    return fail('/assertion/header/typ', `typ is missing; this server wants ${wanted}.`, {
      expected: wanted,
      edit: {
        label: `Add typ ${wanted}`,
        target: 'headerText',
        apply: (text) => setMember(text, 'typ', JSON.stringify(wanted)),
      },
      ...(facts.profile.id === 'athenahealth' ? { proof: 'S' } : {}),
    })
  },
})
