import { defineRule, fail, pass } from '../../define-rule.ts'
import { entraCredentials } from '../../sources.ts'

const ASKS_FOR_IT =
  /client_id.{0,40}(missing|required|must (be present|contain))|(missing|required|must contain).{0,60}client_id/i

export const tokreqClientIdMissing = defineRule({
  id: 'tokreq-client-id-missing',
  title: 'The server wants client_id beside the assertion',
  object: 'token-request',
  source: entraCredentials(),
  severity: { epic: 'warning', smart: 'warning', rfc7523: 'warning', fapi2: 'warning', entra: 'error' },
  proof: 'S',
  fix: 'Add client_id, equal to sub.',
  check({ request, profile, response }) {
    if (request?.param('client_assertion') === undefined || request.param('client_id') !== undefined)
      return pass
    if (profile.parameters.clientIdParam === 'required') {
      return fail('/tokenRequest/body', `There is no client_id parameter; ${profile.name} requires it.`, {
        proof: 'P',
      })
    }
    const said = response?.errorDescription ?? ''
    if (!ASKS_FOR_IT.test(said)) return pass
    return fail('/tokenRequest/body', 'There is no client_id parameter, and the answer asks for it.', {
      actual: said,
    })
  },
})
