import type { KeySummary } from '../../../shared/contract/keys.ts'
import { parseJson, toValue } from '../../../shared/json/parse-json.ts'
import { isObject } from '../../../shared/json/is-object.ts'

type Jwk = Readonly<Record<string, unknown>>

/** The members that make a public key what it is. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  RSA: ['n', 'e'],
  EC: ['crv', 'x', 'y'],
  OKP: ['crv', 'x'],
}

/** Same required members, and so the same RFC 7638 thumbprint. */
export function isSamePublicKey(a: Jwk, b: Jwk): boolean {
  const names =
    typeof a['kty'] === 'string' && Object.hasOwn(REQUIRED, a['kty']) ? REQUIRED[a['kty']] : undefined
  return (
    names !== undefined && ['kty', ...names].every((name) => a[name] !== undefined && a[name] === b[name])
  )
}

/** The public JWK as it belongs in a JWK Set: kid, use and, where only one fits, alg. */
export function hostedJwk(key: KeySummary): Jwk | undefined {
  if (!key.publicJwk) return undefined
  const [alg, ...others] = key.algorithms
  return {
    ...key.publicJwk,
    ...(key.publicJwk['kid'] === undefined && key.thumbprint !== undefined && { kid: key.thumbprint }),
    use: 'sig',
    ...(alg !== undefined && others.length === 0 && { alg }),
  }
}

export interface SetRow {
  readonly kid: string | undefined
  /** The public half of the chosen key; undefined while none is chosen. */
  readonly isChosen: boolean | undefined
}

export type ReadSet =
  { readonly ok: true; readonly rows: readonly SetRow[] } | { readonly ok: false; readonly why: string }

/** The keys of a JWK Set document against the chosen one. */
export function readSet(body: string, chosen: Jwk | undefined): ReadSet {
  const parsed = parseJson(body)
  if (!parsed.ok) return { ok: false, why: `It is not JSON: ${parsed.why}.` }
  const value = toValue(parsed.node)
  const keys = isObject(value) ? value['keys'] : undefined
  if (!Array.isArray(keys)) return { ok: false, why: 'It is JSON without a "keys" array.' }
  const rows = keys.map((key: unknown) => {
    const jwk = isObject(key) ? key : {}
    const { kid } = jwk
    return {
      kid: typeof kid === 'string' ? kid : undefined,
      isChosen: chosen && isSamePublicKey(chosen, jwk),
    }
  })
  return { ok: true, rows }
}
