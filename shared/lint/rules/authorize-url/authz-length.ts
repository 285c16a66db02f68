import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { epicOauth } from '../../sources.ts'

const LONG = 2000
const TOO_LONG = 8000

export const authzLength = defineRule({
  id: 'authz-length',
  title: 'The authorization URL is very long',
  object: 'authorize-url',
  source: epicOauth('troubleshooting the authorization request'),
  severity: everywhere('warning'),
  proof: 'S',
  fix: 'Shorten state and scope.',
  check({ authorization }) {
    const length = authorization?.url.length ?? 0
    if (length <= LONG) return pass
    return fail('/authorizationRequest/url', `The URL has ${length} characters.`, {
      actual: String(length),
      expected: `at most ${length > TOO_LONG ? TOO_LONG : LONG}`,
      severity: length > TOO_LONG ? 'error' : 'warning',
    })
  },
})
