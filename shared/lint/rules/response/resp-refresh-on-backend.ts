import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const respRefreshOnBackend = defineRule({
  id: 'resp-refresh-on-backend',
  title: 'client_credentials is answered with a refresh token',
  object: 'response',
  source: rfc(6749, '4.4.3'),
  severity: everywhere('warning'),
  proof: 'H',
  fix: 'Ignore it, and ask for a new token with a new assertion.',
  check({ response, request, flow }) {
    const backend =
      request?.param('grant_type') === 'client_credentials' ||
      (request === undefined && flow === 'client_credentials')
    return backend && response?.status === 200 && response.members?.['refresh_token'] !== undefined
      ? fail('/tokenResponse/body', 'The answer to client_credentials has a refresh_token.')
      : pass
  },
})
