import { encodeBase64url, encodeUtf8 } from '../assertion/base64url.ts'

/** Members of the RFC 7638 thumbprint in their order, and the ones a key needs. */
export const REQUIRED_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  RSA: ['e', 'kty', 'n'],
  EC: ['crv', 'kty', 'x', 'y'],
  OKP: ['crv', 'kty', 'x'],
}

export const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))

/** RFC 7638 §3, SHA-256, base64url; undefined when a required member is missing. */
export async function thumbprintOf(jwk: Readonly<Record<string, unknown>>): Promise<string | undefined> {
  const digest = await thumbprintBytes(jwk, 'SHA-256')
  return digest && encodeBase64url(digest)
}

/** The same with another hash, which RFC 7638 §3.4 allows and some libraries take. */
export async function thumbprintBytes(
  jwk: Readonly<Record<string, unknown>>,
  hash: 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512',
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const names = REQUIRED_MEMBERS[String(jwk['kty'])]
  if (names === undefined || names.some((name) => typeof jwk[name] !== 'string')) return undefined
  const json = `{${names.map((name) => `${JSON.stringify(name)}:${JSON.stringify(jwk[name])}`).join(',')}}`
  return new Uint8Array(await crypto.subtle.digest(hash, encodeUtf8(json)))
}
