import { decodeBase64url } from '../../../assertion/base64url.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

/** A SHA-256 digest in base64url. */
const SHAPE = /^[A-Za-z0-9_-]{43}$/

export const authzPkceShape = defineRule({
  id: 'authz-pkce-shape',
  title: 'The PKCE challenge is no SHA-256 digest',
  object: 'authorize-url',
  source: rfc(7636, '4.2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Send base64url of the raw SHA-256 digest of the verifier, without padding.',
  check({ authorization }) {
    const challenge = authorization?.param('code_challenge')
    if (!challenge || authorization?.param('code_challenge_method') === 'plain') return pass
    const report = (what: string) =>
      fail('/authorizationRequest/url', `code_challenge ${what}.`, { actual: challenge })
    if (challenge === authorization?.codeVerifier) return report('is the verifier itself')
    if (SHAPE.test(challenge)) return pass
    if (/=+$/.test(challenge)) return report('ends in padding')
    if (isHex(challenge)) return report('holds the digest as hexadecimal text')
    return report(`is not 43 base64url characters (it has ${challenge.length})`)
  },
})

function isHex(challenge: string): boolean {
  if (/^[0-9a-f]{64}$/i.test(challenge)) return true
  const decoded = decodeBase64url(challenge)
  return decoded.ok && /^[0-9a-f]{64}$/i.test(String.fromCharCode(...decoded.bytes.subarray(0, 65)))
}
