import { setMember } from '../../../json/edit-json.ts'
import { dateClaim } from '../../claims.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartAsymmetric } from '../../sources.ts'
import { timeFailure } from '../../time-failure.ts'

/** Where nothing is documented an hour draws a warning; the FAPI conformance suite refuses more than a day. */
const LONG_S = 3_600
const SUITE_S = 86_400
const ENTRA_ADVICE_S = 600
const KEYCLOAK_S = 60
const SAFE_S = 240
const TOO_FAR = /\bexp\b.{0,60}(too far|too long)|expir.{0,60}(too far|too long)|short-lived/i

export const payloadExpTooFar = defineRule({
  id: 'payload-exp-too-far',
  title: 'exp is too far ahead',
  object: 'payload',
  source: smartAsymmetric(),
  severity: {
    epic: 'error',
    smart: 'error',
    rfc7523: 'warning',
    fapi2: 'warning',
    okta: 'error',
    auth0: 'error',
    keycloak: 'error',
    'cms-dpc': 'error',
    udap: 'error',
    google: 'error',
    'node-oidc-provider': 'off',
    medplum: 'off',
  },
  proof: 'P',
  fix: 'Lower exp.',
  owns: ['payload-exp-edge'],
  check(facts) {
    const [exp, iat] = [dateClaim(facts, 'exp'), dateClaim(facts, 'iat')]
    const { now } = facts.clock
    if (exp === undefined || now === undefined) return pass
    const { profile } = facts
    const basis = profile.parameters.lifetimeBasis ?? []
    const documented = basis.includes('exp-now') ? profile.parameters.maxLifetimeS : undefined
    const limitS = limitOf(profile.id, profile.family, documented, iat)
    const aheadS = exp - now
    const said = facts.response?.errorDescription ?? ''
    if (limitS === undefined || aheadS <= limitS) {
      // An undocumented limit shows only in the answer.
      return documented === undefined && TOO_FAR.test(said)
        ? fail(
            '/assertion/payload/exp',
            `exp is ${Math.round(aheadS)} s ahead, and the answer calls that too far.`,
            {
              actual: String(exp),
              severity: 'warning',
              proof: 'S',
            },
          )
        : pass
    }
    const message = `exp is ${Math.round(aheadS)} s ahead; the limit is ${limitS} s.`
    const more = {
      pointer: '/assertion/payload/exp',
      actual: String(exp),
      expected: String(Math.floor(now) + limitS),
      edit: {
        label: `Use ${Math.min(SAFE_S, limitS)} s`,
        target: 'payloadText' as const,
        apply: (text: string) => setMember(text, 'exp', String(Math.floor(now) + Math.min(SAFE_S, limitS))),
      },
    }
    if (documented === undefined && profile.id !== 'keycloak') {
      const { pointer, ...rest } = more
      return fail(pointer, message, { ...rest, proof: 'S' })
    }
    return timeFailure(facts, aheadS - limitS, message, more)
  },
})

function limitOf(
  id: string,
  family: string,
  documented: number | undefined,
  iat: number | undefined,
): number | undefined {
  if (documented !== undefined) return documented
  // This server measures from iat where there is one (payload-iat-stale).
  if (id === 'keycloak') return iat === undefined ? KEYCLOAK_S : undefined
  if (id === 'entra') return ENTRA_ADVICE_S
  return family === 'fapi2' ? SUITE_S : LONG_S
}
