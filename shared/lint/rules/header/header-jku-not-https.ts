import { removeMember } from '../../../json/edit-json.ts'
import { headerOf } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { isLocalTrial } from '../../local-trial.ts'
import { rfc } from '../../sources.ts'

export const headerJkuNotHttps = defineRule({
  id: 'header-jku-not-https',
  title: 'jku is not an https URL',
  object: 'header',
  source: rfc(7515, '4.1.2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Use the https address of the JWK Set.',
  owns: ['header-jku-mismatch'],
  check(facts) {
    const jku = headerOf(facts)?.['jku']
    if (jku === undefined) return pass
    if (typeof jku === 'string' && (/^https:\/\//i.test(jku) || isLocalTrial(facts, jku))) return pass
    return fail('/assertion/header/jku', `jku is ${JSON.stringify(jku)}, not an https URL.`, {
      ...(typeof jku === 'string' ? { actual: jku } : {}),
      edit: { label: 'Remove jku', target: 'headerText', apply: (text) => removeMember(text, 'jku') },
    })
  },
})
