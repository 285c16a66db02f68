import { member, parseJson, toValue } from '../json/parse-json.ts'

type Jwk = Readonly<Record<string, unknown>>

/** The members that are the key itself, by kty (RFC 7518 §6, RFC 8037 §2). */
const MATERIAL: Readonly<Record<string, readonly string[]>> = {
  RSA: ['n', 'e'],
  EC: ['crv', 'x', 'y'],
  OKP: ['crv', 'x'],
}

/** True when both are the same public key, whatever else they say about it. */
export function samePublicKey(a: Jwk, b: Jwk): boolean {
  const kty = a['kty']
  const names = typeof kty === 'string' ? MATERIAL[kty] : undefined
  return (
    names !== undefined &&
    ['kty', ...names].every((name) => typeof a[name] === 'string' && a[name] === b[name])
  )
}

/** The keys of a JWK Set's text, in order; undefined when it is not one. */
export function keysOfJwks(body: string | undefined): readonly Jwk[] | undefined {
  const parsed = body === undefined ? undefined : parseJson(body)
  const keys = parsed?.ok ? member(parsed.node, 'keys')?.value : undefined
  if (keys?.kind !== 'array') return undefined
  return keys.items.filter(({ kind }) => kind === 'object').map((item) => toValue(item) as Jwk)
}
