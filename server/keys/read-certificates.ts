import { createHash, createPublicKey, X509Certificate, type KeyObject } from 'node:crypto'
import type { KeyCertificate } from '../../shared/contract/keys.ts'

const MAX_CERTIFICATES = 20

/** One certificate, or none when it or its public key cannot be read: whatever is read here can be compared with a key. */
export function certificateOf(bytes: Buffer | string): X509Certificate[] {
  try {
    const certificate = new X509Certificate(bytes)
    return certificate.publicKey.type === 'public' ? [certificate] : []
  } catch {
    return []
  }
}

/** Every certificate in these bytes: PEM blocks, or one in DER. Never throws. */
export function certificatesIn(bytes: Buffer): X509Certificate[] {
  const text = bytes.toString('latin1')
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)
  if (blocks !== null) return blocks.slice(0, MAX_CERTIFICATES).flatMap(certificateOf)
  return bytes[0] === 0x30 ? certificateOf(bytes) : []
}

/**
 * Keys of two kinds are told apart before OpenSSL compares them: its comparison leaves "different key types" in its
 * error queue, and the next key to be read is then taken for a damaged one.
 */
export const isCertificateOf = ({ publicKey }: X509Certificate, key: KeyObject): boolean =>
  publicKey.asymmetricKeyType === key.asymmetricKeyType && publicKey.equals(createPublicKey(key))

const digest = (algorithm: 'sha1' | 'sha256', bytes: Buffer): string =>
  createHash(algorithm).update(bytes).digest('base64url')

/** A name is absent where a certificate has none, which Node's types do not say (RFC 5280 §4.1.2.6). */
const nameOf = (lines: string | undefined): string => (lines ?? '').replaceAll('\n', ', ')

/** What the page may know of a certificate: all of it is public. */
export const describeCertificate = (
  certificate: X509Certificate,
  from: string,
  chain: readonly X509Certificate[],
): KeyCertificate => ({
  from,
  subject: nameOf(certificate.subject),
  issuer: nameOf(certificate.issuer),
  serialNumber: certificate.serialNumber,
  notBefore: Date.parse(certificate.validFrom) / 1_000,
  notAfter: Date.parse(certificate.validTo) / 1_000,
  selfSigned: certificate.subject === certificate.issuer && certificate.verify(certificate.publicKey),
  x5t: digest('sha1', certificate.raw),
  x5tS256: digest('sha256', certificate.raw),
  x5c: [certificate, ...chainOf(certificate, chain)].map(({ raw }) => raw.toString('base64')),
})

/** The issuers that are at hand, nearest first. The same certificate may lie in several files; it is taken once. */
function chainOf(leaf: X509Certificate, others: readonly X509Certificate[]): X509Certificate[] {
  const chain = [leaf]
  for (;;) {
    const next = others.find(
      (each) => !chain.some(({ raw }) => raw.equals(each.raw)) && chain.at(-1)?.checkIssued(each) === true,
    )
    if (next === undefined) return chain.slice(1)
    chain.push(next)
  }
}
