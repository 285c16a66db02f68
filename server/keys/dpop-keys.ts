import { randomUUID } from 'node:crypto'
import type { JWK } from 'jose'
import { htuOf, type DpopAlg } from '../../shared/token-request/dpop.ts'

export interface DpopProofInput {
  readonly alg: DpopAlg
  readonly method: 'GET' | 'POST'
  readonly url: string
  /** NumericDate. */
  readonly now: number
  /** Of the server, where it has given one. */
  readonly nonce?: string | undefined
  /** base64url SHA-256 of the access token that the request carries. */
  readonly ath?: string | undefined
}

export interface DpopKeys {
  /** A proof for one request, signed with a key that this run made for itself and that leaves it only by its public half. */
  proof(input: DpopProofInput): Promise<string>
}

interface Pair {
  readonly privateKey: CryptoKey
  readonly publicJwk: JWK
}

/** @see RFC 9449 §4.2 */
export function makeDpopKeys(): DpopKeys {
  const pairs = new Map<DpopAlg, Promise<Pair>>()
  const make = async (alg: DpopAlg): Promise<Pair> => {
    const { exportJWK, generateKeyPair } = await import('jose')
    const { privateKey, publicKey } = await generateKeyPair(alg)
    return { privateKey, publicJwk: await exportJWK(publicKey) }
  }
  const pairOf = (alg: DpopAlg): Promise<Pair> => {
    const known = pairs.get(alg) ?? make(alg)
    pairs.set(alg, known)
    return known
  }
  return {
    async proof({ alg, method, url, now, nonce, ath }) {
      const { SignJWT } = await import('jose')
      const { privateKey, publicJwk } = await pairOf(alg)
      return new SignJWT({
        jti: randomUUID(),
        htm: method,
        htu: htuOf(url),
        iat: Math.floor(now),
        ...(nonce === undefined ? {} : { nonce }),
        ...(ath === undefined ? {} : { ath }),
      })
        .setProtectedHeader({ typ: 'dpop+jwt', alg, jwk: publicJwk })
        .sign(privateKey)
    },
  }
}
