import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { smartScopes } from '../../sources.ts'

export const respNoRefreshToken = defineRule({
  id: 'resp-no-refresh-token',
  title: 'offline_access brought no refresh token',
  object: 'response',
  source: smartScopes(),
  severity: everywhere('warning'),
  proof: 'P',
  fix: 'Register a confidential client, or ask which clients may have refresh tokens.',
  check({ response, request, authorization, flow }) {
    if (flow === 'client_credentials' || request?.param('grant_type') === 'refresh_token') return pass
    if (response?.status !== 200 || response.members?.['access_token'] === undefined) return pass
    const asked = (authorization?.param('scope') ?? request?.param('scope') ?? '').split(/\s+/)
    return asked.includes('offline_access') && response.members['refresh_token'] === undefined
      ? fail('/tokenResponse/body', 'offline_access was asked for and the answer has no refresh_token.')
      : pass
  },
})
