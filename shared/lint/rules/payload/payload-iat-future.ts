import { setMember } from '../../../json/edit-json.ts'
import { dateClaim } from '../../claims.ts'
import { defineRule, pass, type RuleResult } from '../../define-rule.ts'
import { epicOauth } from '../../sources.ts'
import { timeFailure } from '../../time-failure.ts'

const FAPI_ACCEPTS_S = 10

export const payloadIatFuture = defineRule({
  id: 'payload-iat-future',
  title: 'iat lies in the future',
  object: 'payload',
  source: epicOauth(),
  severity: {
    epic: 'error',
    smart: 'warning',
    rfc7523: 'warning',
    fapi2: 'error',
    okta: 'error',
    auth0: 'error',
    keycloak: 'error',
    'node-oidc-provider': 'info',
    medplum: 'off',
    udap: 'error',
    google: 'error',
  },
  proof: 'P',
  fix: 'Set the clock, or put iat 5 to 10 seconds back.',
  check(facts): RuleResult {
    const iat = dateClaim(facts, 'iat')
    const { now, server, localNow } = facts.clock
    if (iat === undefined || now === undefined) return pass
    const aheadS = iat - now
    if (facts.profile.family === 'fapi2' && aheadS <= FAPI_ACCEPTS_S) return pass
    const clock = server === undefined || now === localNow ? '' : " by the server's clock"
    return timeFailure(facts, aheadS, `iat is ${Math.round(aheadS)} s ahead${clock}.`, {
      pointer: '/assertion/payload/iat',
      skewS: facts.profile.parameters.skewIatNbfS,
      actual: String(iat),
      edit: {
        label: 'Put iat 5 s back',
        target: 'payloadText',
        apply: (text) => setMember(text, 'iat', String(Math.floor(now) - 5)),
      },
    })
  },
})
