import { setMember } from '../../../json/edit-json.ts'
import { textClaim } from '../../claims.ts'
import { defineRule, fail, pass, type Edit } from '../../define-rule.ts'
import { smartAsymmetric } from '../../sources.ts'

export const payloadJtiReused = defineRule({
  id: 'payload-jti-reused',
  title: 'jti was used before',
  object: 'payload',
  source: smartAsymmetric(),
  severity: {
    epic: 'error',
    smart: 'error',
    rfc7523: 'info',
    fapi2: 'error',
    okta: 'error',
    auth0: 'error',
    keycloak: 'error',
    'node-oidc-provider': 'error',
    duende: 'error',
    'cms-dpc': 'error',
    medplum: 'off',
    entra: 'warning',
  },
  proof: 'P',
  fix: 'Make a new jti every time, also when repeating.',
  owns: ['payload-jti-predictable'],
  check(facts) {
    const [jti, iss] = [textClaim(facts, 'jti'), textClaim(facts, 'iss')]
    const now = facts.clock.now
    if (jti === undefined || now === undefined) return pass
    const skewS = facts.profile.parameters.skewS ?? 0
    const at = facts.history.findLastIndex(
      (entry) =>
        entry.jti === jti &&
        (entry.iss === undefined || entry.iss === iss) &&
        (entry.exp === undefined || entry.exp + skewS > now) &&
        wasReceived(entry.status),
    )
    const earlier = facts.history[at]
    if (earlier === undefined) return pass
    const before = earlier.sentAt === undefined ? '' : ` ${Math.round(now - earlier.sentAt)} s before`
    const replayed = earlier.status === 200
    return fail(
      '/assertion/payload/jti',
      `jti was already sent${before}, in an assertion that has not expired.`,
      {
        actual: jti,
        ...(facts.freshJti === undefined ? {} : { edit: useJti(facts.freshJti) }),
        // A server may remember only what it accepted.
        ...(replayed || facts.profile.parameters.jtiReplay !== 'optional' ? {} : { proof: 'S' }),
      },
    )
  },
})

const useJti = (jti: string): Edit => ({
  label: 'Make a new jti',
  target: 'payloadText',
  apply: (text) => setMember(text, 'jti', JSON.stringify(jti)),
})

/** A request that never arrived leaves nothing to remember; an unknown fate may have. */
const wasReceived = (status: number | undefined): boolean => status === undefined || status > 0
