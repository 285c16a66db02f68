import { setMember } from '../../../json/edit-json.ts'
import { headerOf } from '../../claims.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartAsymmetric } from '../../sources.ts'

export const headerTypNewOnOldProfile = defineRule({
  id: 'header-typ-new-on-old-profile',
  title: 'typ is the newer type, which this server does not document',
  object: 'header',
  source: smartAsymmetric(),
  severity: { epic: 'error', smart: 'error', rfc7523: 'info', fapi2: 'off' },
  proof: 'P',
  fix: 'Send JWT to this server: its documents fix that value.',
  check(facts) {
    const typ = headerOf(facts)?.['typ']
    if (typeof typ !== 'string' || typ.replace(/^application\//i, '') !== 'client-authentication+jwt')
      return pass
    return fail('/assertion/header/typ', `typ is ${typ}; the documents of this server fix JWT.`, {
      actual: typ,
      expected: 'JWT',
      edit: { label: 'Use JWT', target: 'headerText', apply: (text) => setMember(text, 'typ', '"JWT"') },
    })
  },
})
