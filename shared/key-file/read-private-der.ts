import { encodeBase64url } from '../assertion/base64url.ts'
import { derAt, derChildren, hexOf, unsignedOf, type DerNode } from './der.ts'

/** What the structure of a private key says, public numbers only. */
export interface PrivateDer {
  readonly structure:
    'pkcs8' | 'pkcs8-encrypted' | 'pkcs1' | 'sec1' | 'pkcs12' | 'public' | 'certificate' | 'other'
  readonly kty?: 'RSA' | 'EC' | 'OKP'
  readonly curve?: string
  readonly rsaPss?: boolean
  readonly explicitCurveParameters?: boolean
  readonly publicJwk?: Readonly<Record<string, unknown>>
}

const INTEGER = 0x02
const BIT_STRING = 0x03
const OCTET_STRING = 0x04
const OID = 0x06
const SEQUENCE = 0x30

const RSA_OID = '2a864886f70d010101'
const RSA_PSS_OID = '2a864886f70d01010a'
const EC_OID = '2a8648ce3d0201'
const CURVE_OIDS: Readonly<Record<string, string>> = {
  '2a8648ce3d030107': 'P-256',
  '2b81040022': 'P-384',
  '2b81040023': 'P-521',
  '2b8104000a': 'secp256k1',
}
const EDWARDS_OIDS: Readonly<Record<string, string>> = { '2b6570': 'Ed25519', '2b6571': 'Ed448' }

/** Reads PKCS#8 (RFC 5958), PKCS#1 (RFC 8017 A.1.2), SEC1 (RFC 5915), and tells others apart. Never throws. */
export function readPrivateDer(bytes: Uint8Array): PrivateDer {
  // SEQUENCE of indefinite length with version 3: a PFX in BER, which RFC 7292 §4 permits.
  if (hexOf(bytes, { tag: SEQUENCE, start: 0, end: Math.min(5, bytes.length) }) === '3080020103')
    return { structure: 'pkcs12' }
  const outer = derAt(bytes, 0)
  if (outer?.tag !== SEQUENCE) return { structure: 'other' }
  const children = derChildren(bytes, outer)
  const [first, second, third] = children
  if (first?.tag === INTEGER) {
    const version = bytes[first.end - 1] ?? 0
    if (version === 3 && second?.tag === SEQUENCE) return { structure: 'pkcs12' }
    if (second?.tag === SEQUENCE && third?.tag === OCTET_STRING) return readPkcs8(bytes, second, third)
    if (second?.tag === INTEGER && children.length >= 6)
      return { structure: 'pkcs1', ...rsaOf(bytes, children) }
    if (second?.tag === OCTET_STRING && version === 1)
      return { structure: 'sec1', kty: 'EC', ...ecOf(bytes, children, undefined) }
    return { structure: 'other' }
  }
  if (first?.tag === SEQUENCE && second?.tag === OCTET_STRING) return { structure: 'pkcs8-encrypted' }
  if (first?.tag === SEQUENCE && second?.tag === BIT_STRING) return { structure: 'public' }
  return first?.tag === SEQUENCE && second?.tag === SEQUENCE
    ? { structure: 'certificate' }
    : { structure: 'other' }
}

function readPkcs8(bytes: Uint8Array, algorithm: DerNode, content: DerNode): PrivateDer {
  const [oid, parameters] = derChildren(bytes, algorithm)
  const name = oid?.tag === OID ? hexOf(bytes, oid) : ''
  const inner = derAt(bytes, content.start, content.end)
  if (name === RSA_OID || name === RSA_PSS_OID) {
    const numbers = inner === undefined ? [] : derChildren(bytes, inner)
    return { structure: 'pkcs8', rsaPss: name === RSA_PSS_OID, ...rsaOf(bytes, numbers) }
  }
  if (name === EC_OID) {
    const children = inner === undefined ? [] : derChildren(bytes, inner)
    return { structure: 'pkcs8', kty: 'EC', ...ecOf(bytes, children, parameters) }
  }
  const edwards = EDWARDS_OIDS[name]
  return edwards === undefined ? { structure: 'pkcs8' } : { structure: 'pkcs8', kty: 'OKP', curve: edwards }
}

/** version, n, e, … : only n and e are read. */
function rsaOf(bytes: Uint8Array, numbers: readonly DerNode[]): Pick<PrivateDer, 'kty' | 'publicJwk'> {
  const [, n, e] = numbers
  if (n?.tag !== INTEGER || e?.tag !== INTEGER) return { kty: 'RSA' }
  return {
    kty: 'RSA',
    publicJwk: {
      kty: 'RSA',
      n: encodeBase64url(unsignedOf(bytes, n)),
      e: encodeBase64url(unsignedOf(bytes, e)),
    },
  }
}

/** version, private key, [0] parameters, [1] public key: the scalar is never looked at. */
function ecOf(
  bytes: Uint8Array,
  children: readonly DerNode[],
  outerParameters: DerNode | undefined,
): Pick<PrivateDer, 'curve' | 'explicitCurveParameters' | 'publicJwk'> {
  const tagged = children.find(({ tag }) => tag === 0xa0)
  const parameters = outerParameters ?? (tagged && derChildren(bytes, tagged)[0])
  const explicit = parameters?.tag === SEQUENCE
  const curve = parameters?.tag === OID ? CURVE_OIDS[hexOf(bytes, parameters)] : undefined
  const holder = children.find(({ tag }) => tag === 0xa1)
  const point = holder && derChildren(bytes, holder)[0]
  const jwk = curve !== undefined && point?.tag === BIT_STRING ? pointJwk(bytes, point, curve) : undefined
  return {
    ...(curve === undefined ? {} : { curve }),
    ...(explicit ? { explicitCurveParameters: true } : {}),
    ...(jwk === undefined ? {} : { publicJwk: jwk }),
  }
}

/** An uncompressed point: 0 unused bits, 0x04, x, y. */
function pointJwk(bytes: Uint8Array, point: DerNode, crv: string): Record<string, unknown> | undefined {
  const size = (point.end - point.start - 2) / 2
  if (bytes[point.start + 1] !== 4 || !Number.isInteger(size)) return undefined
  const at = point.start + 2
  return {
    kty: 'EC',
    crv,
    x: encodeBase64url(bytes.subarray(at, at + size)),
    y: encodeBase64url(bytes.subarray(at + size, at + 2 * size)),
  }
}
