import { defineRule, everywhere, fail, pass, unknown } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

const SHAPE = /^[A-Za-z0-9._~-]{43,128}$/

export const tokreqVerifier = defineRule({
  id: 'tokreq-verifier',
  title: 'code_verifier does not answer the challenge',
  object: 'token-request',
  source: rfc(7636, '4.6'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Send the verifier of this very login.',
  check({ request, authorization, recorded }) {
    if (request?.param('grant_type') !== 'authorization_code') return pass
    const verifier = request.param('code_verifier')
    const challenge = authorization?.param('code_challenge')
    if (verifier === undefined) {
      return challenge === undefined
        ? pass
        : fail(
            '/tokenRequest/body',
            'code_verifier is missing; the authorization request carried a challenge.',
          )
    }
    if (verifier === '') return pass
    if (recorded.verifierMatches !== undefined) {
      return recorded.verifierMatches || challenge === undefined ? pass : other
    }
    if (!SHAPE.test(verifier)) {
      return fail(
        '/tokenRequest/body',
        `code_verifier is not 43 to 128 unreserved characters (it has ${verifier.length}).`,
      )
    }
    if (challenge === undefined) return pass
    if (authorization?.param('code_challenge_method') !== 'S256')
      return verifier === challenge ? pass : plain(authorization?.param('code_challenge_method'))
    if (request.verifierChallenge === undefined) return unknown('the SHA-256 of the verifier')
    return request.verifierChallenge === challenge ? pass : other
  },
})

const other = fail(
  '/tokenRequest/body',
  'The SHA-256 of code_verifier is not the challenge of the authorization request: it belongs to another login.',
)

/** Without a method the challenge is the verifier itself (RFC 7636 §4.3). */
const plain = (method: string | undefined) =>
  fail(
    '/tokenRequest/body',
    `The challenge method is ${method ?? 'absent, which means plain'}, and verifier and challenge differ.`,
  )
