import { parseScope } from '../../../scope/scope.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartScopes } from '../../sources.ts'

export const respContextMissing = defineRule({
  id: 'resp-context-missing',
  title: 'The launch context is missing in the answer',
  object: 'response',
  source: smartScopes(),
  severity: { epic: 'error', smart: 'error', rfc7523: 'off', fapi2: 'off' },
  proof: 'P',
  fix: 'Check the launch context and whether a patient was chosen.',
  check({ response, request, authorization, flow }) {
    const members = response?.members
    if (response?.status !== 200 || members?.['access_token'] === undefined || flow === 'client_credentials')
      return pass
    const banner = members['need_patient_banner']
    if (banner !== undefined && typeof banner !== 'boolean') {
      return fail(
        '/tokenResponse/body',
        `need_patient_banner is ${JSON.stringify(banner)}, not true or false.`,
      )
    }
    const text = members['scope'] ?? request?.param('scope') ?? authorization?.param('scope')
    const scopes = typeof text === 'string' ? text.split(/\s+/) : []
    if (scopes.includes('launch/encounter') && members['encounter'] === undefined) {
      return fail('/tokenResponse/body', 'launch/encounter is granted and the answer names no encounter.')
    }
    if (members['patient'] !== undefined) return pass
    if (scopes.includes('launch/patient')) {
      return fail('/tokenResponse/body', 'launch/patient is granted and the answer names no patient.')
    }
    const patientScope = scopes.find((token) => {
      const parsed = parseScope(token)
      return parsed.ok && parsed.scope.kind === 'resource' && parsed.scope.context === 'patient'
    })
    if (patientScope === undefined) return pass
    return fail('/tokenResponse/body', `${patientScope} is granted and the answer names no patient.`, {
      proof: 'S',
    })
  },
})
