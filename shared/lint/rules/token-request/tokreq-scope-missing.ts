import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartBackend } from '../../sources.ts'

export const tokreqScopeMissing = defineRule({
  id: 'tokreq-scope-missing',
  title: 'No scope is asked for',
  object: 'token-request',
  source: smartBackend(),
  severity: {
    epic: 'info',
    smart: 'error',
    rfc7523: 'info',
    fapi2: 'info',
    okta: 'error',
    entra: 'error',
    'cms-dpc': 'error',
    'nhs-england': 'info',
  },
  proof: 'P',
  fix: 'Name the scopes that the app needs.',
  check({ request }) {
    if (request?.param('grant_type') !== 'client_credentials' || request.param('scope') !== undefined)
      return pass
    return fail('/tokenRequest/body', 'There is no scope parameter in the client_credentials request.')
  },
})
