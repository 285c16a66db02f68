import { decodeBase64url, encodeUtf8 } from '../assertion/base64url.ts'
import type { VerifyOutcome } from './facts.ts'
import { decodePart } from './json-part.ts'
import { importPublicKey } from './jwk-facts.ts'

export interface Signed {
  readonly alg: string
  /** ASCII of `header.payload` exactly as received. */
  readonly input: string
  readonly signature: Uint8Array<ArrayBuffer>
}

/** What was signed in a compact JWS, white space around it left out; undefined where it is none. */
export function signedPartsOf(jws: string): Signed | undefined {
  const [header = '', payload = '', signature = '', ...more] = jws.trim().split('.')
  if (more.length > 0) return undefined
  const { alg } = decodePart(header).members
  const decoded = decodeBase64url(signature)
  if (typeof alg !== 'string' || signature === '' || !decoded.ok) return undefined
  return { alg, input: `${header}.${payload}`, signature: new Uint8Array(decoded.bytes) }
}

/** SHA-2 digest lengths; the PSS salt has the length of the digest (RFC 7518 §3.5). */
const SALT_BYTES: Readonly<Record<string, number>> = { PS256: 32, PS384: 48, PS512: 64 }
const ASYMMETRIC = /^(RS|PS|ES)(256|384|512)$|^EdDSA$|^Ed25519$/

/**
 * The signature under one public JWK: `not-applicable` when key and algorithm do not fit together, `unknown` for an
 * algorithm that is not verified here. Never throws. @see RFC 7515 §5.2
 */
export async function verifySignature(
  signed: Signed,
  jwk: Readonly<Record<string, unknown>>,
): Promise<VerifyOutcome> {
  if (!ASYMMETRIC.test(signed.alg)) return 'unknown'
  const key = await importPublicKey(jwk, signed.alg)
  if (key === undefined) return 'not-applicable'
  try {
    const valid = await crypto.subtle.verify(
      parameters(signed.alg),
      key,
      signed.signature,
      encodeUtf8(signed.input),
    )
    return valid ? 'valid' : 'invalid'
  } catch {
    return 'unknown'
  }
}

function parameters(alg: string): AlgorithmIdentifier | RsaPssParams | EcdsaParams {
  const saltLength = SALT_BYTES[alg]
  if (saltLength !== undefined) return { name: 'RSA-PSS', saltLength }
  if (alg.startsWith('RS')) return { name: 'RSASSA-PKCS1-v1_5' }
  return alg.startsWith('ES') ? { name: 'ECDSA', hash: `SHA-${alg.slice(2)}` } : { name: 'Ed25519' }
}
