/** Names of the JOSE registry that a signed JWT can carry. RFC 7518 §3.1, RFC 8037, RFC 8812 */
export const REGISTERED_ALGS: readonly string[] = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'ES256K',
  'EdDSA',
  'Ed25519',
  'Ed448',
  'HS256',
  'HS384',
  'HS512',
  'none',
]

const CURVES: Readonly<Record<string, string>> = {
  ES256: 'P-256',
  ES384: 'P-384',
  ES512: 'P-521',
  ES256K: 'secp256k1',
}
const SIGNATURE_BYTES: Readonly<Record<string, number>> = {
  ES256: 64,
  ES384: 96,
  ES512: 132,
  EdDSA: 64,
  Ed25519: 64,
}

interface KeyShape {
  readonly kty: string | undefined
  readonly crv: string | undefined
}

/** Why this algorithm cannot be used with this key; undefined when it can, or for an algorithm not known here. */
export function algKeyConflict(alg: string, { kty, crv }: KeyShape): string | undefined {
  if (kty === undefined) return undefined
  if (/^[RP]S/.test(alg))
    return kty === 'RSA'
      ? undefined
      : `${alg} signs with an RSA key, and this one is ${kty}${crv === undefined ? '' : ` ${crv}`}`
  const curve = CURVES[alg]
  if (curve !== undefined) {
    if (kty !== 'EC') return `${alg} signs with an EC key on ${curve}, and this one is ${kty}`
    return crv === undefined || crv === curve
      ? undefined
      : `${alg} signs with a key on ${curve}, and this one is on ${crv}`
  }
  return /^Ed/.test(alg) && kty !== 'OKP'
    ? `${alg} signs with an Edwards key, and this one is ${kty}`
    : undefined
}

/** The algorithm that fits a key best: SMART's pair where it can be. */
export function algFor({ kty, crv }: KeyShape): string | undefined {
  if (kty === 'RSA') return 'RS384'
  if (kty === 'EC') return Object.keys(CURVES).find((alg) => CURVES[alg] === crv)
  return kty === 'OKP' ? 'EdDSA' : undefined
}

/** Bytes of a signature: fixed for curves, those of the modulus for RSA. RFC 7518 §3.3-3.5 */
export const signatureLength = (alg: string, modulusBits: number | undefined): number | undefined =>
  SIGNATURE_BYTES[alg] ??
  (/^[RP]S/.test(alg) && modulusBits !== undefined ? Math.ceil(modulusBits / 8) : undefined)
