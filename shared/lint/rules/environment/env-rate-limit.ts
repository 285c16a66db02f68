import { environmentTag } from '../../../assertion/environment-tag.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { own } from '../../sources.ts'

const WINDOW_S = 60
const LIMITS = { production: 50, 'non-production': 5, practice: Infinity } as const

export const envRateLimit = defineRule({
  id: 'env-rate-limit',
  title: 'The server limits how often tokens are asked for',
  object: 'environment',
  source: own('A 429 speaks for itself; the count a minute is what athenahealth documents for new tokens.'),
  severity: everywhere('warning'),
  proof: 'S',
  fix: 'Slow down, and use a token until it expires.',
  check({ response, history, profile, environment, endpoints, clock }) {
    if (response?.status === 429)
      return fail('/tokenResponse/status', 'The server answers 429: too many requests.')
    const now = clock.localNow
    if (history.at(-1)?.status === 429)
      return fail('/history', 'The attempt before this one was answered with 429.')
    const label = environment.label ?? environmentTag(endpoints.post ?? '')
    if (profile.id !== 'athenahealth' || now === undefined || label === undefined) return pass
    const recent = history.filter(({ sentAt }) => sentAt !== undefined && now - sentAt < WINDOW_S).length + 1
    const limit = LIMITS[label]
    return recent > limit
      ? fail('/history', `${recent} token requests in a minute; ${limit} are documented here.`, {
          proof: 'P',
        })
      : pass
  },
})
