import { X509Certificate } from 'node:crypto'
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls'

/** One certificate of the other side, in its own words. */
export interface PeerCertificate {
  /** Most particular name first: `CN=as.example, O=Example`. */
  readonly subject: string
  readonly issuer: string
  /** NumericDates. */
  readonly notBefore: number
  readonly notAfter: number
}

/** Longer chains are a server's mistake; a ring of issuers must end too. */
const LONGEST = 10
const LONGEST_NAME = 400

const nameOf = (lines: string): string =>
  lines.split('\n').filter(Boolean).reverse().join(', ').slice(0, LONGEST_NAME)

/**
 * The chain that this handshake was about, the server's own certificate first; a trusted root that was not sent is its
 * end. Call it when the handshake is done, before or after the verification: the older of Node's two readers, because
 * the newer one takes the first certificate out of the chain that is verified next.
 */
export function readPeerChain(socket: Pick<TLSSocket, 'getPeerCertificate'>): PeerCertificate[] {
  const chain: PeerCertificate[] = []
  const seen = new Set<string>()
  let next: Partial<DetailedPeerCertificate> | undefined = socket.getPeerCertificate(true)
  while (next?.raw !== undefined && chain.length < LONGEST) {
    const { subject, issuer, validFrom, validTo, fingerprint256 } = new X509Certificate(next.raw)
    // A root is its own issuer.
    if (seen.has(fingerprint256)) break
    seen.add(fingerprint256)
    chain.push({
      subject: nameOf(subject),
      issuer: nameOf(issuer),
      notBefore: Date.parse(validFrom) / 1_000,
      notAfter: Date.parse(validTo) / 1_000,
    })
    next = next.issuerCertificate
  }
  return chain
}
