import { removeMember } from '../../../json/edit-json.ts'
import { compareText } from '../../../assertion/compare-text.ts'
import { headerOf } from '../../claims.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartAsymmetric } from '../../sources.ts'

export const headerJkuMismatch = defineRule({
  id: 'header-jku-mismatch',
  title: 'jku is not the registered JWK Set URL',
  object: 'header',
  source: smartAsymmetric(),
  severity: { epic: 'error', smart: 'error', rfc7523: 'warning', fapi2: 'warning', okta: 'error' },
  proof: 'P',
  fix: 'Remove jku, or make it identical to the registration.',
  check(facts) {
    const jku = headerOf(facts)?.['jku']
    const registered = facts.environment.registration?.jwksUrl
    if (typeof jku !== 'string' || registered === undefined || registered === '' || jku === registered)
      return pass
    const { index } = compareText(jku, registered)
    return fail('/assertion/header/jku', `jku differs from the registered JWK Set URL at index ${index}.`, {
      actual: jku,
      expected: registered,
      index,
      edit: { label: 'Remove jku', target: 'headerText', apply: (text) => removeMember(text, 'jku') },
    })
  },
})
