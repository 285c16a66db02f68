import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const keyWrapWidth = defineRule({
  id: 'key-wrap-width',
  title: 'The body lines have an unusual width',
  object: 'key',
  source: rfc(7468, '2'),
  severity: everywhere('info'),
  proof: 'H',
  fix: 'Write the key again with 64 columns.',
  check({ keyFile }) {
    const block = keyFile?.blocks.find(
      ({ label, problems }) => label.endsWith('PRIVATE KEY') && problems.includes('wrap-width'),
    )
    if (block === undefined) return pass
    return fail(
      '/keyFile',
      `The body lines are ${block.evenWidth ? `${block.widestLine} characters wide` : 'of unequal width'}; 64 is usual.`,
      { severity: block.widestLine > 76 ? 'warning' : 'info' },
    )
  },
})
