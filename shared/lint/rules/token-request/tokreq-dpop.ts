import type { Facts } from '../../../facts/facts.ts'
import { defineRule, everywhere, fail, pass, type Failure, type RuleResult } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

export const tokreqDpop = defineRule({
  id: 'tokreq-dpop',
  title: 'The DPoP proof does not fit this request',
  object: 'token-request',
  source: rfc(9449, '4.3'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Make a new DPoP proof for this very request.',
  check(facts) {
    const { request, response } = facts
    if (request === undefined) return pass
    const fault = request.dpop === undefined ? undefined : (proofFault(facts) ?? reuseFault(facts))
    if (fault) return fault
    switch (response?.error) {
      case 'use_dpop_nonce':
        return (
          nonceFault(facts) ??
          fail('/tokenResponse/body', 'The server asks for its DPoP nonce in the proof.', {
            severity: 'info',
            proof: 'H',
          })
        )
      case 'invalid_dpop_proof':
        return fail(
          '/tokenResponse/body',
          request.dpop === undefined
            ? 'The server misses a DPoP proof: the request has none. Step 5 has a switch for it.'
            : 'The server refuses the DPoP proof, whose typ, htm, htu and jwk fit this request: its signature, iat, nonce and jti are left.',
          { severity: 'warning', proof: 'S' },
        )
      default:
        break
    }
    const speaksOfIt = response?.error !== undefined && /dpop/i.test(response.errorDescription ?? '')
    return request.dpop === undefined && speaksOfIt
      ? fail('/tokenRequest/headers', 'There is no DPoP header, and the answer speaks of DPoP.', {
          severity: 'warning',
          proof: 'S',
        })
      : unaskedProof(facts)
  },
})

/**
 * A client that is registered for DPoP-bound tokens is refused without a proof (RFC 9449 §5.2), and not every server
 * says so. `invalid_grant` has no other meaning where no grant is presented.
 */
function unaskedProof({ request, response, discovery }: Facts): RuleResult {
  if (request?.dpop !== undefined || request?.param('grant_type') !== 'client_credentials') return pass
  const announces = discovery.some(({ members }) => 'dpop_signing_alg_values_supported' in members)
  if (response?.error !== 'invalid_grant' || !announces) return pass
  return fail(
    '/tokenRequest/headers',
    'There is no DPoP header, and the metadata of this server announces DPoP: a client that is registered for it gets no token without.',
    { severity: 'warning', proof: 'S' },
  )
}

/** How far the iat of a proof may be off where it has no nonce, seconds; RFC 9449 §11.1 speaks of seconds to minutes. */
const MAX_AGE_S = 300

/** A proof is for one request and one moment. @see RFC 9449 §4.3 (10 to 12), §11.1 */
function reuseFault({ request, response, history, clock: { now } }: Facts): Failure | undefined {
  const { jti, iat, nonce } = request?.dpop?.payload?.members ?? {}
  if (typeof jti === 'string' && history.some(({ dpopJti }) => dpopJti === jti))
    return fail(
      '/tokenRequest/headers',
      `The DPoP proof was used before: its jti ${jti} has been sent already.`,
      {
        actual: jti,
      },
    )
  if (typeof iat !== 'number' || now === undefined || nonce !== undefined) return undefined
  const ageS = Math.round(now - iat)
  if (response?.status === 200 || Math.abs(ageS) <= MAX_AGE_S) return undefined
  return fail(
    '/tokenRequest/headers',
    `The iat of the DPoP proof is ${Math.abs(ageS)} s ${ageS > 0 ? 'before' : 'after'} the request; servers take some minutes at most.`,
    { severity: 'warning', proof: 'S' },
  )
}

/** The nonce in the proof is not the one that the server gives with its refusal. @see RFC 9449 §8, §9 */
function nonceFault({ request, response }: Facts): Failure | undefined {
  const nonce = request?.dpop?.payload?.members['nonce']
  const wanted = response?.header('dpop-nonce')
  if (typeof nonce !== 'string' || wanted === undefined || nonce === wanted) return undefined
  return fail(
    '/tokenRequest/headers',
    'The nonce in the DPoP proof is an old one: the server refuses it and gives another.',
    { actual: nonce, expected: wanted },
  )
}

function proofFault({ request }: Facts): Failure | undefined {
  const header = request?.dpop?.header?.members ?? {}
  const claims = request?.dpop?.payload?.members ?? {}
  const report = (message: string, actual?: unknown, expected?: string): Failure =>
    fail('/tokenRequest/headers', message, {
      ...(typeof actual === 'string' ? { actual } : {}),
      ...(expected === undefined ? {} : { expected }),
    })
  if (header['typ'] !== 'dpop+jwt') {
    return report(
      `The DPoP proof has typ ${String(header['typ'])}; it has to be dpop+jwt.`,
      header['typ'],
      'dpop+jwt',
    )
  }
  if (claims['htm'] !== 'POST') {
    return report(
      `The DPoP proof is for ${String(claims['htm'])}; the request is a POST.`,
      claims['htm'],
      'POST',
    )
  }
  const url = request?.url?.replace(/[?#].*$/s, '')
  if (url !== undefined && claims['htu'] !== url) {
    return report(
      `The DPoP proof is for ${String(claims['htu'])}; the request goes to ${url}.`,
      claims['htu'],
      url,
    )
  }
  const jwk = header['jwk']
  const leaked =
    typeof jwk === 'object' && jwk !== null ? PRIVATE_MEMBERS.filter((name) => Object.hasOwn(jwk, name)) : []
  return leaked.length > 0
    ? report(`The jwk of the DPoP proof holds the private members ${leaked.join(', ')}.`)
    : undefined
}
