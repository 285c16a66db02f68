import { defineRule, everywhere, fail, pass, type Failure } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const assertionJsonInvalid = defineRule({
  id: 'assertion-json-invalid',
  title: 'Header or payload is not a JSON object',
  object: 'header',
  source: rfc(7519, '7.2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Write both parts as plain UTF-8 JSON objects.',
  owns: ['signature-invalid'],
  check({ assertion }) {
    const failures: Failure[] = []
    for (const name of ['header', 'payload'] as const) {
      const problem = assertion?.[name]?.problem
      if (problem === undefined) continue
      const where = problem.index === undefined ? '' : ` (index ${problem.index})`
      failures.push(
        fail(
          `/assertion/${name}`,
          `The ${name} cannot be read: ${problem.why}${where}.`,
          problem.index === undefined ? {} : { index: problem.index },
        ),
      )
    }
    return failures.length > 0 ? failures : pass
  },
})
