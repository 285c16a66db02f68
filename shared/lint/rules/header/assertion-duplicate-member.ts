import { removeEarlierDuplicates } from '../../../json/edit-json.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const assertionDuplicateMember = defineRule({
  id: 'assertion-duplicate-member',
  title: 'A member stands twice',
  object: 'header',
  source: rfc(7519, '4'),
  severity: everywhere('warning'),
  proof: 'S',
  fix: 'Write each header member and claim once.',
  check({ assertion }) {
    for (const name of ['header', 'payload'] as const) {
      const [first] = assertion?.[name]?.duplicates ?? []
      if (first === undefined) continue
      const [before, after] = first.offsets
      return fail(
        `/assertion/${name}/${first.name}`,
        `${first.name} stands ${first.offsets.length} times in the ${name} (index ${before} and ${after}); servers disagree about which counts.`,
        {
          ...(before === undefined ? {} : { index: before }),
          edit: {
            label: 'Keep the last one',
            target: name === 'header' ? 'headerText' : 'payloadText',
            apply: removeEarlierDuplicates,
          },
        },
      )
    }
    return pass
  },
})
