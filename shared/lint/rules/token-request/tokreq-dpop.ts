import type { Facts } from '../../../facts/facts.ts'
import { defineRule, everywhere, fail, pass, type Failure } from '../../define-rule.ts'
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
    const { request, response, profile } = facts
    if (request === undefined) return pass
    const fault = request.dpop === undefined ? undefined : proofFault(facts)
    if (fault) return fault
    switch (response?.error) {
      case 'use_dpop_nonce':
        return fail('/tokenResponse/body', 'The server asks for its DPoP nonce in the proof.', {
          severity: 'info',
          proof: 'H',
        })
      case 'invalid_dpop_proof':
        return fail('/tokenResponse/body', 'The server refuses the DPoP proof, or misses one.', {
          severity: 'warning',
          proof: 'S',
        })
      default:
        break
    }
    const wantsProof = profile.id === 'okta' && request.param('grant_type') === 'client_credentials'
    if (request.dpop === undefined && wantsProof && response?.error === 'invalid_request') {
      return /dpop/i.test(response.errorDescription ?? '')
        ? fail('/tokenRequest/headers', 'There is no DPoP header, and the answer speaks of DPoP.', {
            severity: 'warning',
            proof: 'S',
          })
        : pass
    }
    return pass
  },
})

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
