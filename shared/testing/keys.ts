import { encodeBase64url } from '../assertion/base64url.ts'

/** Key pairs for tests, made anew in each run; nothing outside a test ever holds one. */
export type TestKeyName = 'rsa' | 'rsa-other' | 'rsa-short' | 'p256' | 'p384' | 'ed25519'

type Maker = () => Promise<CryptoKeyPair>

const rsa =
  (modulusLength: number): Maker =>
  () =>
    crypto.subtle.generateKey(
      {
        name: 'RSASSA-PKCS1-v1_5',
        modulusLength,
        publicExponent: new Uint8Array([1, 0, 1]),
        hash: 'SHA-256',
      },
      true,
      ['sign', 'verify'],
    )
const ec =
  (namedCurve: string): Maker =>
  () =>
    crypto.subtle.generateKey({ name: 'ECDSA', namedCurve }, true, ['sign', 'verify'])

const MAKERS: Readonly<Record<TestKeyName, Maker>> = {
  rsa: rsa(2_048),
  'rsa-other': rsa(2_048),
  'rsa-short': rsa(1_024),
  p256: ec('P-256'),
  p384: ec('P-384'),
  ed25519: () => crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']),
}

const made = new Map<TestKeyName, Promise<CryptoKeyPair>>()

const pairOf = (name: TestKeyName): Promise<CryptoKeyPair> => {
  const known = made.get(name) ?? MAKERS[name]()
  made.set(name, known)
  return known
}

/** The public members only. */
export async function publicJwkOf(name: TestKeyName): Promise<Record<string, unknown>> {
  const exported = (await crypto.subtle.exportKey('jwk', (await pairOf(name)).publicKey)) as Record<
    string,
    unknown
  >
  const { alg: _, key_ops: __, ext: ___, ...members } = exported
  return members
}

const HASHES: Readonly<Record<string, string>> = { '256': 'SHA-256', '384': 'SHA-384', '512': 'SHA-512' }

/** Signs as a client would: RS, PS, ES and EdDSA over the ASCII input. */
export async function signWith(name: TestKeyName, alg: string, input: string): Promise<string> {
  const { privateKey } = await pairOf(name)
  const bytes = new TextEncoder().encode(input)
  const hash = HASHES[alg.slice(2)] ?? 'SHA-256'
  const encode = (signature: ArrayBuffer) => encodeBase64url(new Uint8Array(signature))
  if (alg.startsWith('ES'))
    return encode(await crypto.subtle.sign({ name: 'ECDSA', hash }, privateKey, bytes))
  if (alg === 'EdDSA') return encode(await crypto.subtle.sign('Ed25519', privateKey, bytes))
  // WebCrypto binds an RSA key to scheme and hash, so it is imported anew for each.
  const jwk = await crypto.subtle.exportKey('jwk', privateKey)
  const { n, e, d, p, q, dp, dq, qi } = jwk
  const bare = { kty: 'RSA', n, e, d, p, q, dp, dq, qi } as JsonWebKey
  const scheme = alg.startsWith('PS') ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5'
  const key = await crypto.subtle.importKey('jwk', bare, { name: scheme, hash }, false, ['sign'])
  const parameters =
    scheme === 'RSA-PSS' ? { name: scheme, saltLength: Number(alg.slice(2)) / 8 } : { name: scheme }
  return encode(await crypto.subtle.sign(parameters, key, bytes))
}
