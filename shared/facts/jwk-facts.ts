import { decodeBase64url, encodeBase64url } from '../assertion/base64url.ts'
import { REQUIRED_MEMBERS, thumbprintBytes, thumbprintOf } from './thumbprint.ts'
import type { CertificateFacts, JwkFacts, PublicKeyFacts } from './facts.ts'
import { readCertificate } from './certificate-facts.ts'

const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']
const COORDINATE_BYTES: Readonly<Record<string, number>> = {
  'P-256': 32,
  'P-384': 48,
  'P-521': 66,
  Ed25519: 32,
  Ed448: 57,
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** Length of the RSA modulus in bits, leading zero octets not counted. */
export function modulusBits(jwk: Readonly<Record<string, unknown>>): number | undefined {
  const n = textOf(jwk['n'])
  const decoded = n === undefined ? undefined : decodeBase64url(n)
  if (!decoded?.ok) return undefined
  const first = decoded.bytes.findIndex((byte) => byte !== 0)
  return first < 0 ? 0 : (decoded.bytes.length - first) * 8 - Math.clz32(decoded.bytes[first] ?? 0) + 24
}

export async function publicKeyFacts(jwk: Readonly<Record<string, unknown>>): Promise<PublicKeyFacts> {
  return {
    jwk,
    kty: String(jwk['kty']),
    bits: modulusBits(jwk),
    crv: textOf(jwk['crv']),
    thumbprint: await thumbprintOf(jwk),
  }
}

/** Everything that rules ask of one entry of a JWK Set. Never throws. */
export async function jwkFacts(jwk: Readonly<Record<string, unknown>>, index: number): Promise<JwkFacts> {
  const keyOps = Array.isArray(jwk['key_ops'])
    ? jwk['key_ops'].filter((op): op is string => typeof op === 'string')
    : undefined
  const x5c = Array.isArray(jwk['x5c']) ? jwk['x5c'] : []
  const certificates = await Promise.all(x5c.slice(0, 4).map((entry) => readCertificate(textOf(entry) ?? '')))
  return {
    index,
    members: jwk,
    kid: textOf(jwk['kid']),
    kty: textOf(jwk['kty']),
    alg: textOf(jwk['alg']),
    use: textOf(jwk['use']),
    keyOps,
    crv: textOf(jwk['crv']),
    bits: modulusBits(jwk),
    thumbprint: await thumbprintOf(jwk),
    privateMembers: PRIVATE_MEMBERS.filter(
      (name) => jwk[name] !== undefined && !(name === 'k' && jwk['kty'] !== 'oct'),
    ),
    derivations: await derivationsOf(jwk, certificates),
    problems: problemsOf(jwk),
    certificates,
  }
}

function problemsOf(jwk: Readonly<Record<string, unknown>>): JwkFacts['problems'] {
  const problems: { member: string; why: string }[] = []
  const kty = jwk['kty']
  if (typeof kty !== 'string') return [{ member: 'kty', why: 'it is missing' }]
  for (const name of REQUIRED_MEMBERS[kty] ?? []) {
    const value = jwk[name]
    if (value === undefined) problems.push({ member: name, why: 'it is missing' })
    else if (typeof value !== 'string')
      problems.push({ member: name, why: `it is a ${typeof value}, not a string` })
    else if (name !== 'kty' && name !== 'crv') {
      const why = valueProblem(jwk, name, value)
      if (why !== undefined) problems.push({ member: name, why })
    }
  }
  return problems
}

function valueProblem(
  jwk: Readonly<Record<string, unknown>>,
  name: string,
  value: string,
): string | undefined {
  const decoded = decodeBase64url(value)
  if (!decoded.ok) return `it is not base64url: ${decoded.why} (index ${decoded.index})`
  if (decoded.bytes.length === 0) return 'it is empty'
  if ((name === 'n' || name === 'e') && decoded.bytes[0] === 0) return 'it starts with a zero octet'
  const wanted = name === 'x' || name === 'y' ? COORDINATE_BYTES[String(jwk['crv'])] : undefined
  return wanted !== undefined && decoded.bytes.length !== wanted
    ? `it has ${decoded.bytes.length} octets, ${String(jwk['crv'])} has ${wanted}`
    : undefined
}

/** Other values that people and libraries use as kid of this very key. */
async function derivationsOf(
  jwk: Readonly<Record<string, unknown>>,
  certificates: readonly CertificateFacts[],
): Promise<JwkFacts['derivations']> {
  const rows: { name: string; value: string }[] = []
  for (const hash of ['SHA-256', 'SHA-1', 'SHA-384', 'SHA-512'] as const) {
    const print = await thumbprintBytes(jwk, hash)
    if (print === undefined) continue
    const name = `the RFC 7638 thumbprint${hash === 'SHA-256' ? '' : ` with ${hash}`}`
    rows.push({ name, value: encodeBase64url(print) })
    rows.push({ name: `${name} in hexadecimal`, value: hex(print) })
  }
  const spki = await spkiOf(jwk)
  for (const algorithm of spki === undefined ? [] : (['SHA-1', 'SHA-256'] as const)) {
    const digest = new Uint8Array(await crypto.subtle.digest(algorithm, spki!))
    rows.push(...spellings(`the ${algorithm} of the public key`, digest))
  }
  for (const { sha1, sha256: digest } of certificates) {
    if (sha1 !== undefined) rows.push({ name: "the certificate's x5t", value: sha1 })
    if (digest !== undefined) rows.push({ name: "the certificate's x5t#S256", value: digest })
  }
  for (const member of ['x5t', 'x5t#S256']) {
    const value = textOf(jwk[member])
    if (value !== undefined) rows.push({ name: `the entry's ${member}`, value })
  }
  return rows
}

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

function spellings(name: string, digest: Uint8Array): { name: string; value: string }[] {
  const lower = hex(digest)
  const colons = (lower.match(/../g) ?? []).join(':')
  return [
    { name: `${name}, hexadecimal`, value: lower },
    { name: `${name}, upper-case hexadecimal`, value: lower.toUpperCase() },
    { name: `${name} with colons`, value: colons },
    { name: `${name} with colons, upper case`, value: colons.toUpperCase() },
    { name: `${name}, base64url`, value: encodeBase64url(digest) },
  ]
}

/** DER of the SubjectPublicKeyInfo through WebCrypto; undefined for a key that it does not take. */
async function spkiOf(jwk: Readonly<Record<string, unknown>>): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const key = await importPublicKey(jwk, 'ES256', true)
  return key === undefined ? undefined : new Uint8Array(await crypto.subtle.exportKey('spki', key))
}

/**
 * A public JWK as a CryptoKey for verifying with `alg`; undefined when it does not fit or cannot be read.
 * @param extractable true to export it again; then `alg` only matters for RSA's scheme.
 */
export async function importPublicKey(
  jwk: Readonly<Record<string, unknown>>,
  alg: string,
  extractable = false,
): Promise<CryptoKey | undefined> {
  const algorithm = importAlgorithm(jwk, alg, extractable)
  if (algorithm === undefined) return undefined
  // Only what makes the public key: alg, use and key_ops are judged by rules, not by the import.
  const bare: JsonWebKey = {}
  for (const name of REQUIRED_MEMBERS[String(jwk['kty'])] ?? []) Object.assign(bare, { [name]: jwk[name] })
  try {
    return await crypto.subtle.importKey('jwk', bare, algorithm, extractable, ['verify'])
  } catch {
    return undefined
  }
}

type ImportAlgorithm = RsaHashedImportParams | EcKeyImportParams | { name: 'Ed25519' }

function importAlgorithm(
  jwk: Readonly<Record<string, unknown>>,
  alg: string,
  any: boolean,
): ImportAlgorithm | undefined {
  const hash = `SHA-${/^(?:RS|PS|ES)(256|384|512)$/.exec(alg)?.[1] ?? '256'}`
  switch (jwk['kty']) {
    case 'RSA':
      if (alg.startsWith('PS')) return { name: 'RSA-PSS', hash }
      return any || alg.startsWith('RS') ? { name: 'RSASSA-PKCS1-v1_5', hash } : undefined
    case 'EC': {
      const namedCurve = textOf(jwk['crv'])
      if (namedCurve === undefined || !/^P-(256|384|521)$/.test(namedCurve)) return undefined
      return any || CURVE_OF[alg] === namedCurve ? { name: 'ECDSA', namedCurve } : undefined
    }
    case 'OKP':
      return jwk['crv'] === 'Ed25519' && (any || alg === 'EdDSA' || alg === 'Ed25519')
        ? { name: 'Ed25519' }
        : undefined
    default:
      return undefined
  }
}

const CURVE_OF: Readonly<Record<string, string>> = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' }
