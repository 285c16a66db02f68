import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

const NAMES = { pkcs8: 'PKCS#8', pkcs1: 'PKCS#1', sec1: 'SEC1' } as const

export const keyLabelContentMismatch = defineRule({
  id: 'key-label-content-mismatch',
  title: 'Label and content differ',
  object: 'key',
  source: rfc(7468, '10'),
  severity: everywhere('warning'),
  proof: 'S',
  fix: 'Correct the label, or convert the key.',
  check({ keyFile }) {
    const { content, structure } = keyFile ?? {}
    const labelled = content === 'pkcs8' || content === 'pkcs1' || content === 'sec1' ? content : undefined
    const known =
      structure === 'pkcs8' || structure === 'pkcs1' || structure === 'sec1' ? structure : undefined
    if (labelled === undefined || known === undefined || labelled === known) return pass
    return fail('/keyFile', `The label says ${NAMES[labelled]} and the content is ${NAMES[known]}.`, {
      actual: NAMES[labelled],
      expected: NAMES[known],
    })
  },
})
