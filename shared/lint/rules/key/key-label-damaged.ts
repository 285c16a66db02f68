import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const keyLabelDamaged = defineRule({
  id: 'key-label-damaged',
  title: 'A BEGIN or END line is damaged',
  object: 'key',
  source: rfc(7468, '2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Restore exact BEGIN and END lines.',
  owns: ['key-body-damaged', 'key-single-line'],
  check({ keyFile }) {
    for (const { label, endLabel, problems, lines } of keyFile?.blocks ?? []) {
      const what = problems.includes('end-missing')
        ? 'has no END line'
        : problems.includes('labels-differ')
          ? `begins as ${label} and ends as ${endLabel ?? 'nothing'}`
          : problems.includes('dashes')
            ? 'has not five hyphens on either side of its label'
            : problems.includes('case')
              ? 'has its label in lower case'
              : undefined
      if (what !== undefined) return fail('/keyFile', `The block of line ${lines[0]} ${what}.`)
    }
    return pass
  },
})
