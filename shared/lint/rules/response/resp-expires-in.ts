import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { smartBackend } from '../../sources.ts'

const LONG_S = 3600

export const respExpiresIn = defineRule({
  id: 'resp-expires-in',
  title: 'expires_in is missing or unusual',
  object: 'response',
  source: smartBackend(),
  severity: everywhere('warning'),
  proof: 'P',
  fix: 'Read the value as a number, and tell the owner of the server.',
  check({ response, profile, flow }) {
    if (response?.status !== 200 || response.members === undefined || response.error !== undefined)
      return pass
    if (response.members['access_token'] === undefined) return pass
    const value = response.members['expires_in']
    const isBackend =
      flow === 'client_credentials' && (profile.family === 'smart' || profile.family === 'epic')
    if (value === undefined) {
      return fail('/tokenResponse/body', 'expires_in is missing.', {
        severity: isBackend && profile.family === 'smart' ? 'error' : 'warning',
      })
    }
    if (typeof value === 'string') {
      return fail('/tokenResponse/body', `expires_in is the string "${value}", not a number.`, {
        actual: value,
      })
    }
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      return fail(
        '/tokenResponse/body',
        `expires_in is ${JSON.stringify(value)}, not a whole number of seconds.`,
      )
    }
    if (value > LONG_S)
      return fail('/tokenResponse/body', `The token lives ${value} s, longer than an hour.`, { proof: 'H' })
    return pass
  },
})
