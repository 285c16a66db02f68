import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const authzParamDuplicate = defineRule({
  id: 'authz-param-duplicate',
  title: 'A parameter stands twice in the authorization URL',
  object: 'authorize-url',
  source: rfc(6749, '3.1'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Send each parameter once.',
  check({ authorization }) {
    const names = (authorization?.parameters ?? [])
      .map(({ name }) => name)
      .filter((name) => name !== 'resource')
    const twice = names.filter((name, at) => names.indexOf(name) !== at)
    if (twice.length === 0) return pass
    const list = [...new Set(twice)].join(', ')
    return fail('/authorizationRequest/url', `The URL has ${list} more than once.`, { actual: list })
  },
})
