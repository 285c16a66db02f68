import { defineRule, fail, pass } from '../../define-rule.ts'
import { own } from '../../sources.ts'

const FRESH_S = 300

export const authzLaunchStale = defineRule({
  id: 'authz-launch-stale',
  title: 'The launch value is old or was used before',
  object: 'authorize-url',
  source: own('No vendor publishes the life of a launch value; five minutes is our threshold for a warning.'),
  severity: { epic: 'warning', smart: 'warning', rfc7523: 'off', fapi2: 'off' },
  proof: 'S',
  fix: 'Launch again from the EHR.',
  check({ authorization, history, launch }) {
    const value = authorization?.param('launch')
    if (!value) return pass
    if (history.some((entry) => entry.launch === value)) {
      return fail('/authorizationRequest/url', 'This launch value was sent in an earlier attempt.')
    }
    if (launch?.receivedAt === undefined || authorization?.sentAt === undefined) return pass
    const ageS = Math.round(authorization.sentAt - launch.receivedAt)
    if (ageS <= FRESH_S) return pass
    return fail(
      '/launch/receivedAt',
      `The launch value arrived ${ageS} s before the authorization request.`,
      {
        actual: `${ageS} s`,
        expected: `at most ${FRESH_S} s`,
      },
    )
  },
})
