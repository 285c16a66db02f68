import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const discNotJson = defineRule({
  id: 'disc-not-json',
  title: 'A metadata address does not answer with JSON',
  object: 'discovery',
  source: rfc(8414, '3.2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Check the base URL, and ask with Accept: application/json.',
  check({ discovery, profile }) {
    for (const { document, documentIndex, problem, header } of discovery) {
      // An absent optional document is no fault: servers publish one kind and answer 404 for the others.
      const hasOther = discovery.some((each) => each.document.status === 200 && each.problem === undefined)
      if (document.status !== undefined && document.status !== 200) {
        const isSmart = profile.family === 'epic' || profile.family === 'smart'
        const isExpected = isSmart && document.kind === 'smart-configuration'
        if (hasOther && !isExpected) continue
        return fail(`/documents/${documentIndex}/status`, `${document.url} answers ${document.status}.`, {
          actual: String(document.status),
          expected: '200',
        })
      }
      const type = header('content-type')
      if (type !== undefined && /text\/html/i.test(type)) {
        return fail(`/documents/${documentIndex}/headers`, `${document.url} answers with HTML.`, {
          actual: type,
        })
      }
      if (problem !== undefined && document.body !== undefined) {
        return fail(`/documents/${documentIndex}/body`, `${document.url} is no JSON object: ${problem}.`)
      }
    }
    return pass
  },
})
