import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const tokreqClientIdMismatch = defineRule({
  id: 'tokreq-client-id-mismatch',
  title: 'client_id and sub name different clients',
  object: 'token-request',
  source: rfc(7523, '2.2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Make client_id equal to sub, or leave it out.',
  owns: ['tokreq-client-id-present'],
  check({ request, assertion, environment }) {
    const clientId = request?.param('client_id')
    const sub = assertion?.payload?.members['sub']
    if (!clientId || typeof sub !== 'string' || sub === '' || clientId === sub) return pass
    // A federated subject is registered apart from the client id.
    if (environment.assertionKind === 'federated') return pass
    // The parameter is the registered id: then it is the payload that is wrong, and its own rules say so.
    if (clientId === environment.clientId) return pass
    return fail('/tokenRequest/body', `client_id is ${clientId} and sub is ${sub}.`, {
      actual: clientId,
      expected: sub,
    })
  },
})
