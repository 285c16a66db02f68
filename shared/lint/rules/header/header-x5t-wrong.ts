import { decodeBase64url } from '../../../assertion/base64url.ts'
import { headerOf } from '../../claims.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { entraCredentials } from '../../sources.ts'

/** base64url lengths of a SHA-1 and a SHA-256 digest. */
const LENGTHS = { x5t: 27, 'x5t#S256': 43 } as const

export const headerX5tWrong = defineRule({
  id: 'header-x5t-wrong',
  title: 'The thumbprint of the certificate is not well formed, or is another one',
  object: 'header',
  source: entraCredentials(),
  severity: { epic: 'off', smart: 'off', rfc7523: 'warning', fapi2: 'warning', entra: 'error' },
  proof: 'P',
  fix: "Encode the raw digest of the certificate's DER bytes with base64url.",
  owns: ['header-x5t-pairing'],
  check(facts) {
    const header = headerOf(facts)
    for (const name of ['x5t', 'x5t#S256'] as const) {
      const value = header?.[name]
      if (value === undefined) continue
      const pointer = `/assertion/header/${name}`
      if (typeof value !== 'string') return fail(pointer, `${name} is not a text.`)
      const decoded = decodeBase64url(value.replace(/=+$/, ''))
      if (value.length !== LENGTHS[name] || !decoded.ok) {
        const hex = /^[0-9a-f:]+$/i.test(value)
          ? ': it is hexadecimal'
          : isHexInside(decoded)
            ? ': hexadecimal text was encoded'
            : ''
        return fail(pointer, `${name} has ${value.length} characters; a digest has ${LENGTHS[name]}${hex}.`, {
          actual: value,
          expected: `${LENGTHS[name]} characters`,
        })
      }
      const certificate = facts.jwks?.matching.flatMap(({ certificates }) => certificates)[0]
      const digest = name === 'x5t' ? certificate?.sha1 : certificate?.sha256
      if (digest !== undefined && digest !== value)
        return fail(pointer, `${name} is not the digest of the published certificate.`, {
          actual: value,
          expected: digest,
        })
    }
    return pass
  },
})

const isHexInside = (decoded: ReturnType<typeof decodeBase64url>): boolean =>
  decoded.ok && /^[0-9a-f:]{40,}$/i.test(String.fromCharCode(...decoded.bytes.subarray(0, 128)))
