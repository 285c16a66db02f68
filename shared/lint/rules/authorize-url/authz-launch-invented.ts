import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartLaunch } from '../../sources.ts'

const SAYS_INVALID = /invalid[-_ ]launch|launch[-_ ](code|token)[^.]{0,30}(invalid|unknown|expired)/i

export const authzLaunchInvented = defineRule({
  id: 'authz-launch-invented',
  title: 'The launch value did not come from an EHR',
  object: 'authorize-url',
  source: smartLaunch(),
  severity: { epic: 'error', smart: 'error', rfc7523: 'error', fapi2: 'error' },
  proof: 'S',
  fix: 'Pass on the value that the EHR gave; for a standalone launch ask for launch/patient and send no launch.',
  check({ authorization, launch, callback, response }) {
    const value = authorization?.param('launch')
    if (!value) return pass
    const answer = [
      callback?.param('error'),
      callback?.param('error_description'),
      callback?.param('error_uri'),
      response?.error,
      response?.errorDescription,
      response?.errorUri,
    ].join(' ')
    if (SAYS_INVALID.test(answer.replaceAll('%20', ' '))) {
      return fail('/authorizationRequest/url', 'The answer refuses the launch value.', { actual: value })
    }
    // An EHR launch that was received names its value; no launch at all means that the value was made up here.
    if (launch !== undefined) return pass
    const looksOwn = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)
    return looksOwn
      ? fail('/authorizationRequest/url', 'launch is a UUID, and no EHR launch was received here.', {
          actual: value,
        })
      : pass
  },
})
