import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartScopes } from '../../sources.ts'

export const authzPersonaMismatch = defineRule({
  id: 'authz-persona-mismatch',
  title: 'The persona of the path does not fit the app',
  object: 'authorize-url',
  source: smartScopes(),
  severity: { epic: 'off', smart: 'off', rfc7523: 'off', fapi2: 'off', 'oracle-health': 'error' },
  proof: 'S',
  fix: 'Use the host and persona path of the app type that is registered.',
  check({ authorization, callback, response }) {
    const named = [callback?.url, response?.errorUri, response?.body].some((text) =>
      /client[-_]persona[-_]mismatch/.test(text ?? ''),
    )
    if (named) {
      return fail(
        '/authorizationRequest/url',
        'The answer says that the app type and the persona of the path differ.',
        {
          proof: 'P',
        },
      )
    }
    const persona = /\/personas\/(provider|patient)\//.exec(authorization?.url ?? '')?.[1]
    const scopes = (authorization?.param('scope') ?? '').split(' ')
    const patientOnly =
      scopes.includes('launch/patient') && !scopes.some((token) => token.startsWith('user/'))
    if (persona === 'provider' && patientOnly) {
      return fail(
        '/authorizationRequest/url',
        'The path is for providers, and every scope is a patient scope.',
      )
    }
    if (persona === 'patient' && scopes.some((token) => token.startsWith('user/'))) {
      return fail(
        '/authorizationRequest/url',
        'The path is for patients, and the scopes ask for user access.',
      )
    }
    return pass
  },
})
