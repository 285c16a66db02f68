import { setMember } from '../../../json/edit-json.ts'
import { headerOf } from '../../claims.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const headerTypNotRfc10070 = defineRule({
  id: 'header-typ-not-rfc10070',
  title: 'typ is not the type of RFC 10070',
  object: 'header',
  source: rfc(10070),
  severity: { epic: 'off', smart: 'off', rfc7523: 'info', fapi2: 'warning' },
  proof: 'S',
  fix: 'Set typ to client-authentication+jwt.',
  check(facts) {
    const typ = headerOf(facts)?.['typ']
    if (typeof typ !== 'string' || /(^|[/+.-])client-authentication\+jwt$/i.test(typ)) return pass
    // Elsewhere JWT is what every server knows, so there is nothing to say.
    if (facts.profile.family !== 'fapi2') return pass
    return fail(
      '/assertion/header/typ',
      `typ is ${typ}; RFC 10070 wants client-authentication+jwt, and tells servers to take others.`,
      {
        actual: typ,
        expected: 'client-authentication+jwt',
        edit: {
          label: 'Use client-authentication+jwt',
          target: 'headerText',
          apply: (text) => setMember(text, 'typ', '"client-authentication+jwt"'),
        },
      },
    )
  },
})
