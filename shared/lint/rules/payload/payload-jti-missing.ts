import { claimsOf } from '../../claims.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartAsymmetric } from '../../sources.ts'

export const payloadJtiMissing = defineRule({
  id: 'payload-jti-missing',
  title: 'jti is missing',
  object: 'payload',
  source: smartAsymmetric(),
  severity: {
    epic: 'error',
    smart: 'error',
    rfc7523: 'info',
    fapi2: 'error',
    auth0: 'error',
    keycloak: 'error',
    'node-oidc-provider': 'error',
    duende: 'error',
    entra: 'warning',
    'cms-dpc': 'error',
    udap: 'error',
    google: 'off',
  },
  proof: 'P',
  fix: 'Add a fresh random jti to each request.',
  check(facts) {
    const claims = claimsOf(facts)
    return claims === undefined || claims['jti'] !== undefined
      ? pass
      : fail('/assertion/payload/jti', 'jti is missing.')
  },
})
