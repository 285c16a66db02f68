import { setMember } from '../../../json/edit-json.ts'
import { headerOf } from '../../claims.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartAsymmetric } from '../../sources.ts'

export const headerTypWrong = defineRule({
  id: 'header-typ-wrong',
  title: 'typ has a value that no client assertion has',
  object: 'header',
  source: smartAsymmetric(),
  severity: { epic: 'error', smart: 'error', rfc7523: 'info', fapi2: 'warning', 'nhs-england': 'error' },
  proof: 'P',
  fix: 'Use JWT, or the RFC 10070 type where it is supported.',
  owns: ['header-typ-not-rfc10070'],
  check(facts) {
    const typ = headerOf(facts)?.['typ']
    if (typ === undefined) return pass
    const plain = typeof typ === 'string' ? typ.replace(/^application\//i, '') : undefined
    // Letter case and the newer type have rules of their own.
    if (plain !== undefined && (plain.toUpperCase() === 'JWT' || plain === 'client-authentication+jwt'))
      return pass
    return fail(
      '/assertion/header/typ',
      typeof typ === 'string' ? `typ is "${typ}"; a client assertion is a JWT.` : 'typ is not a text.',
      {
        ...(typeof typ === 'string' ? { actual: typ } : {}),
        expected: 'JWT',
        edit: { label: 'Use JWT', target: 'headerText', apply: (text) => setMember(text, 'typ', '"JWT"') },
      },
    )
  },
})
