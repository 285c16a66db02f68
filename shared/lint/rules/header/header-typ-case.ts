import { setMember } from '../../../json/edit-json.ts'
import { headerOf } from '../../claims.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const headerTypCase = defineRule({
  id: 'header-typ-case',
  title: 'typ is not written JWT',
  object: 'header',
  source: rfc(7519, '5.1'),
  severity: { epic: 'warning', smart: 'warning', rfc7523: 'off', fapi2: 'off' },
  proof: 'S',
  fix: 'Write JWT in upper case.',
  check(facts) {
    const typ = headerOf(facts)?.['typ']
    if (typeof typ !== 'string' || typ === 'JWT' || typ.toUpperCase() !== 'JWT') return pass
    return fail('/assertion/header/typ', `typ is "${typ}"; some servers compare it exactly with JWT.`, {
      actual: typ,
      expected: 'JWT',
      edit: { label: 'Write JWT', target: 'headerText', apply: (text) => setMember(text, 'typ', '"JWT"') },
    })
  },
})
