import { removeMember } from '../../../json/edit-json.ts'
import { headerOf } from '../../claims.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const headerCritUnknown = defineRule({
  id: 'header-crit-unknown',
  title: 'The header demands extensions',
  object: 'header',
  source: rfc(7515, '4.1.11'),
  severity: { epic: 'error', smart: 'error', rfc7523: 'warning', fapi2: 'warning' },
  proof: 'S',
  fix: 'Remove crit.',
  check(facts) {
    const crit = headerOf(facts)?.['crit']
    return crit === undefined
      ? pass
      : fail(
          '/assertion/header/crit',
          `crit is ${JSON.stringify(crit)}: a server that does not know these has to refuse.`,
          {
            edit: { label: 'Remove crit', target: 'headerText', apply: (text) => removeMember(text, 'crit') },
          },
        )
  },
})
