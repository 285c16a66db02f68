import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const envDateUnusable = defineRule({
  id: 'env-date-unusable',
  title: "The answer's Date tells nothing about the server's clock",
  object: 'environment',
  source: rfc(9110, '6.6.1'),
  severity: everywhere('info'),
  proof: 'H',
  fix: 'Faults of time cannot be proved; look at the raw answer, or ask the operator for the time of the request.',
  check({ response }) {
    if (response?.status === undefined || response.headers.length === 0) return pass
    const date = response.header('date')
    if (date === undefined) return fail('/tokenResponse/headers', 'The answer has no Date header.')
    const age = Number(response.header('age') ?? 0)
    if (age > 0)
      return fail('/tokenResponse/headers', `The answer comes from a cache (Age ${age}).`, {
        actual: `Age: ${age}`,
      })
    return Number.isNaN(Date.parse(date))
      ? fail('/tokenResponse/headers', `Date is "${date}", which is no HTTP date.`, { actual: date })
      : pass
  },
})
