import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { calculateJwkThumbprint } from 'jose'
import { WorkbenchError } from '../../shared/errors.ts'
import { sniffKeyText, type KeyProblem } from './sniff-key-text.ts'
import { errorCode } from '../error-code.ts'

export type Opening =
  | { readonly state: 'ready'; readonly key: KeyObject; readonly container: string }
  | { readonly state: 'locked' }
  | { readonly state: 'unusable'; readonly problem: KeyProblem }

const DER_TYPES = ['pkcs8', 'pkcs1', 'sec1'] as const

/**
 * The private key in these bytes, whatever its container. The bytes are not kept.
 * @throws WorkbenchError passphrase-wrong
 */
export function openPrivateKey(bytes: Buffer, passphrase?: string): Opening {
  const text = bytes.toString('utf8')
  const start = text.trimStart()
  if (start.startsWith('{')) return openJwk(start)
  if (text.includes('-----BEGIN')) return openPem(bytes, text, passphrase)
  for (const type of DER_TYPES) {
    try {
      return {
        state: 'ready',
        key: createPrivateKey({ key: bytes, format: 'der', type }),
        container: `${NAMES[type]}, DER`,
      }
    } catch {
      // Another structure is tried next; what remains is explained below.
    }
  }
  return { state: 'unusable', problem: sniffKeyText(bytes) ?? unknownFormat }
}

const NAMES = { pkcs8: 'PKCS#8', pkcs1: 'PKCS#1', sec1: 'SEC1' } as const
const unknownFormat: KeyProblem = {
  code: 'unknown-format',
  detail: 'The file holds no private key in a format that is known here.',
}

function openPem(bytes: Buffer, text: string, passphrase: string | undefined): Opening {
  const encrypted = /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(text)
  if (encrypted && passphrase === undefined) return { state: 'locked' }
  try {
    const key = createPrivateKey({ key: bytes, format: 'pem', ...(encrypted ? { passphrase } : {}) })
    return { state: 'ready', key, container: `${containerOf(text)}${encrypted ? ', encrypted' : ''}` }
  } catch (cause) {
    const code = errorCode(cause, '')
    if (encrypted && /BAD_DECRYPT|BAD_PASSWORD|PKCS12_CIPHERFINAL|CIPHERFINAL/.test(code)) {
      throw new WorkbenchError('passphrase-wrong', 'The passphrase does not open this key.')
    }
    if (encrypted && /UNSUPPORTED/.test(code)) {
      const detail =
        'The encryption of this key is not supported. Convert a copy with: openssl pkcs8 -topk8 -v2 aes-256-cbc'
      return { state: 'unusable', problem: { code: 'encryption-unsupported', detail } }
    }
    return { state: 'unusable', problem: sniffKeyText(bytes) ?? damaged }
  }
}

const damaged: KeyProblem = {
  code: 'damaged',
  detail: 'The PEM text is damaged. Copy the file again, complete.',
}

function containerOf(text: string): string {
  if (/BEGIN RSA PRIVATE KEY/.test(text)) return 'PKCS#1'
  return /BEGIN EC PRIVATE KEY/.test(text) ? 'SEC1' : 'PKCS#8'
}

function openJwk(text: string): Opening {
  const unusable = (code: string, detail: string): Opening => ({
    state: 'unusable',
    problem: { code, detail },
  })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return unusable('json-damaged', 'The file starts like JSON and cannot be read as JSON.')
  }
  const jwk = value as Record<string, unknown>
  if (Array.isArray(jwk['keys']))
    return unusable('jwk-set', 'The file is a JWK Set. Save the one private key as a file of its own.')
  if (jwk['type'] === 'service_account' && typeof jwk['private_key'] === 'string') {
    const bytes = Buffer.from(jwk['private_key'])
    try {
      const opened = openPem(bytes, bytes.toString('utf8'), undefined)
      return opened.state === 'ready' ? { ...opened, container: 'service account' } : opened
    } finally {
      bytes.fill(0)
    }
  }
  if (typeof jwk['kty'] !== 'string') return unusable('no-key', 'The JSON object is no JWK.')
  if (jwk['d'] === undefined)
    return unusable('public-key', 'The JWK has no private part. The private half signs.')
  try {
    return { state: 'ready', key: createPrivateKey({ key: jwk, format: 'jwk' }), container: 'JWK' }
  } catch {
    return unusable('damaged', 'The members of the JWK do not make a private key.')
  }
}

export interface KeyFacts {
  readonly kind: string
  readonly kty: 'RSA' | 'EC' | 'OKP'
  readonly bits: number | undefined
  readonly curve: string | undefined
  readonly algorithms: string[]
  readonly thumbprint: string
  readonly spkiSha256: string
  readonly publicJwk: Record<string, string>
  /** SubjectPublicKeyInfo as PEM (RFC 7468 §13). */
  readonly publicPem: string
  /** Why nothing is signed with it. */
  readonly weakness: string | undefined
}

const EC_ALGS: Readonly<Record<string, string>> = { 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512' }
const MIN_RSA_BITS = 2048

/** Everything that may be shown of a private key; only its public half is exported. */
export async function describeKey(key: KeyObject, container: string): Promise<KeyFacts> {
  const publicKey = key.type === 'public' ? key : createPublicKey(key)
  const type = key.asymmetricKeyType
  const publicJwk = exportPublicJwk(publicKey)
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const details = key.asymmetricKeyDetails ?? {}
  const base = {
    thumbprint: publicJwk === undefined ? '' : await calculateJwkThumbprint(publicJwk),
    spkiSha256: createHash('sha256').update(spki).digest('hex'),
    publicJwk: (publicJwk ?? {}) as Record<string, string>,
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  }
  if (type === 'rsa' || type === 'rsa-pss') {
    const bits = details.modulusLength ?? 0
    const exponent = details.publicExponent ?? 0n
    const algorithms = [...(type === 'rsa' ? ['RS256', 'RS384', 'RS512'] : []), 'PS256', 'PS384', 'PS512']
    const weakness =
      bits < MIN_RSA_BITS
        ? `RSA with ${bits} bits is too short; ${MIN_RSA_BITS} is the least.`
        : exponent < 3n || exponent % 2n === 0n
          ? `The RSA exponent ${exponent} is not safe.`
          : undefined
    return {
      ...base,
      kind: `RSA ${bits}, ${type === 'rsa-pss' ? 'PSS only, ' : ''}${container}`,
      kty: 'RSA',
      bits,
      curve: undefined,
      algorithms,
      weakness,
    }
  }
  const curve = publicJwk?.crv ?? details.namedCurve ?? type ?? 'unknown'
  const alg = type === 'ed25519' ? 'EdDSA' : EC_ALGS[curve]
  return {
    ...base,
    kind: `${type === 'ec' ? 'EC' : 'OKP'} ${curve}, ${container}`,
    kty: type === 'ec' ? 'EC' : 'OKP',
    bits: undefined,
    curve,
    algorithms: alg === undefined ? [] : [alg],
    weakness: alg === undefined ? `Keys on ${curve} are not signed with here.` : undefined,
  }
}

function exportPublicJwk(publicKey: KeyObject): { kty: string; crv?: string } | undefined {
  try {
    return publicKey.export({ format: 'jwk' }) as { kty: string; crv?: string }
  } catch {
    return publicKey.asymmetricKeyType === 'rsa-pss' ? rsaPssJwk(publicKey) : undefined
  }
}

/** Node does not print RSA-PSS keys as JWK; the numbers are the same as those of a plain RSA key. */
function rsaPssJwk(publicKey: KeyObject): { kty: string } | undefined {
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  // The BIT STRING of the SubjectPublicKeyInfo holds the PKCS#1 structure; it starts at the last SEQUENCE of that size.
  for (
    let at = spki.indexOf(Buffer.from([0x03, 0x82]));
    at >= 0;
    at = spki.indexOf(Buffer.from([0x03, 0x82]), at + 1)
  ) {
    try {
      const plain = createPublicKey({ key: spki.subarray(at + 5), format: 'der', type: 'pkcs1' })
      return plain.export({ format: 'jwk' }) as { kty: string }
    } catch {
      // Not the BIT STRING yet.
    }
  }
  return undefined
}
