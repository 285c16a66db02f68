import { compareText } from '../../../assertion/compare-text.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const authzClientId = defineRule({
  id: 'authz-client-id',
  title: 'client_id is not the registered one',
  object: 'authorize-url',
  source: rfc(6749, '4.1.1'),
  severity: everywhere('error'),
  proof: 'P',
  fix: "Use this environment's client id.",
  check({ authorization, environment }) {
    if (authorization === undefined) return pass
    const sent = authorization.param('client_id')
    if (sent === undefined || sent === '') {
      return fail('/authorizationRequest/url', 'client_id is missing.', {
        ...(environment.clientId === undefined ? {} : { expected: environment.clientId }),
      })
    }
    const registered = environment.clientId
    if (registered === undefined || sent === registered) return pass
    if (sent === environment.otherClientId) {
      return fail('/authorizationRequest/url', 'client_id is the one of the other environment.', {
        actual: sent,
        expected: registered,
      })
    }
    const { index } = compareText(sent, registered)
    return fail('/authorizationRequest/url', `client_id differs from the registered one at index ${index}.`, {
      actual: sent,
      expected: registered,
      index,
    })
  },
})
