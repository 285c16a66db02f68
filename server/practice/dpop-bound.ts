import { createHash } from 'node:crypto'
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from 'jose'

export interface BoundRequest {
  readonly method: string
  /** Without query. */
  readonly url: string
  readonly token: string
  readonly proof: string | undefined
  /** Thumbprint of the key that the token is bound to. */
  readonly jkt: string
}

/** Whether a request with a bound token shows its key. @see RFC 9449 §7.1 */
export async function showsItsKey({ method, url, token, proof, jkt }: BoundRequest): Promise<boolean> {
  if (proof === undefined) return false
  try {
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, { typ: 'dpop+jwt' })
    const { jwk } = protectedHeader
    const ath = createHash('sha256').update(token).digest('base64url')
    return (
      payload['htm'] === method &&
      payload['htu'] === url &&
      payload['ath'] === ath &&
      jwk !== undefined &&
      (await calculateJwkThumbprint(jwk)) === jkt
    )
  } catch {
    return false
  }
}
