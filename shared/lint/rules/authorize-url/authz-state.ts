import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartLaunch } from '../../sources.ts'

/** SMART asks for a UUID's worth of randomness: 122 bits. */
const WANTED_BITS = 122
const LONGEST = 512

export const authzState = defineRule({
  id: 'authz-state',
  title: 'state is missing, weak or very long',
  object: 'authorize-url',
  source: smartLaunch(),
  severity: { epic: 'error', smart: 'error', rfc7523: 'warning', fapi2: 'warning' },
  proof: 'P',
  fix: 'Send 128 random bits or more as state, and keep it short.',
  check({ authorization, history }) {
    if (authorization === undefined || authorization.param('request_uri') !== undefined) return pass
    const state = authorization.param('state')
    const weak = { severity: 'warning', proof: 'H' } as const
    if (!state) return fail('/authorizationRequest/url', 'state is missing.')
    if (state.length > LONGEST) {
      return fail(
        '/authorizationRequest/url',
        `state has ${state.length} characters; long URLs fail at some servers.`,
        weak,
      )
    }
    if (history.some((entry) => entry.state === state)) {
      return fail(
        '/authorizationRequest/url',
        'state is the one of an earlier attempt; it has to be new each time.',
        weak,
      )
    }
    const bits = Math.floor(state.length * Math.log2(alphabetOf(state)))
    return bits >= WANTED_BITS
      ? pass
      : fail(
          '/authorizationRequest/url',
          `state holds at most ${bits} bits of chance; ${WANTED_BITS} are wanted.`,
          weak,
        )
  },
})

function alphabetOf(text: string): number {
  const hex = text.replaceAll('-', '')
  if (/^\d+$/.test(hex)) return 10
  if (/^[0-9a-f]+$/i.test(hex)) return 16
  return 62
}
