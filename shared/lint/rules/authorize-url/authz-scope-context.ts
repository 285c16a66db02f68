import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartScopes } from '../../sources.ts'

export const authzScopeContext = defineRule({
  id: 'authz-scope-context',
  title: "A scope's context does not fit this flow",
  object: 'authorize-url',
  source: smartScopes(),
  severity: { epic: 'error', smart: 'error', rfc7523: 'off', fapi2: 'off' },
  proof: 'S',
  fix: 'Use patient/ or user/ scopes with a user, system/ scopes with client_credentials.',
  check({ authorization }) {
    const scopes = (authorization?.param('scope') ?? '').split(' ')
    const system = scopes.find((token) => token.startsWith('system/'))
    if (system !== undefined) {
      return fail(
        '/authorizationRequest/url',
        `The scope ${system} is for backend services; this flow has a user.`,
        {
          actual: system,
        },
      )
    }
    const standalone = authorization?.param('launch') === undefined && !scopes.includes('launch')
    const patient = scopes.find((token) => token.startsWith('patient/'))
    if (!standalone || patient === undefined || scopes.some((token) => token.startsWith('launch/patient')))
      return pass
    return fail(
      '/authorizationRequest/url',
      `${patient} is asked for at a standalone launch without launch/patient.`,
      {
        actual: patient,
        severity: 'warning',
      },
    )
  },
})
