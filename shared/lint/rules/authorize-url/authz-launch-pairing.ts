import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartLaunch } from '../../sources.ts'

export const authzLaunchPairing = defineRule({
  id: 'authz-launch-pairing',
  title: 'The launch parameter and the launch scope do not go together',
  object: 'authorize-url',
  source: smartLaunch(),
  severity: { epic: 'error', smart: 'error', rfc7523: 'off', fapi2: 'off' },
  proof: 'P',
  fix: 'For an EHR launch send both the launch value and the launch scope, for a standalone launch neither.',
  check({ authorization, launch }) {
    if (authorization === undefined || authorization.param('request_uri') !== undefined) return pass
    const value = authorization.param('launch')
    const hasScope = (authorization.param('scope') ?? '').split(/\s+/).includes('launch')
    const report = (message: string, more: object = {}) => fail('/authorizationRequest/url', message, more)
    if (value && !hasScope) return report('launch is sent, and scope does not ask for launch.')
    if (!value && hasScope) return report('scope asks for launch, and no launch value is sent.')
    const received = launch?.launch
    if (value && received !== undefined && received !== '' && value !== received) {
      return report('launch is not the value that the EHR passed.', { actual: value, expected: received })
    }
    return pass
  },
})
