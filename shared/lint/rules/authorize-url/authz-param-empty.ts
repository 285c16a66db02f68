import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

const REQUIRED = new Set(['response_type', 'client_id', 'redirect_uri', 'scope', 'state', 'aud'])

export const authzParamEmpty = defineRule({
  id: 'authz-param-empty',
  title: 'A parameter of the authorization URL has no value',
  object: 'authorize-url',
  source: rfc(6749, '3.1'),
  severity: everywhere('warning'),
  proof: 'P',
  fix: 'Fill the parameter or remove it.',
  owns: [
    'authz-scope-missing',
    'authz-state',
    'authz-redirect-uri',
    'authz-client-id',
    'authz-response-type',
    'authz-aud-missing',
  ],
  check({ authorization }) {
    const empty = (authorization?.parameters ?? []).find(({ value }) => value === '')
    if (!empty) return pass
    return fail('/authorizationRequest/url', `${empty.name} has no value, which counts as absent.`, {
      severity: REQUIRED.has(empty.name) ? 'error' : 'warning',
      index: empty.offset,
    })
  },
})
