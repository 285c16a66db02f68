import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

/** RFC 8707 lets `resource` repeat; `audience` repeats at servers that know it. */
const MAY_REPEAT = new Set(['resource', 'audience'])

export const tokreqDuplicateParam = defineRule({
  id: 'tokreq-duplicate-param',
  title: 'A parameter is sent twice',
  object: 'token-request',
  source: rfc(6749, '3.2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Send each parameter once.',
  check({ request }) {
    const seen = new Set<string>()
    const twice = new Set<string>()
    for (const { name } of request?.form ?? []) {
      if (seen.has(name) && !MAY_REPEAT.has(name)) twice.add(name)
      seen.add(name)
    }
    if (twice.size === 0) return pass
    return fail('/tokenRequest/body', `The body sends ${[...twice].join(', ')} more than once.`, {
      actual: [...twice].join(', '),
    })
  },
})
