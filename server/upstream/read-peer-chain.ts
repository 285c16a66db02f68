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

/** Absent where a certificate has no name but alternative ones, which Node's types do not say. */
const nameOf = (lines: string | undefined): string =>
  (lines ?? '').split('\n').filter(Boolean).reverse().join(', ').slice(0, LONGEST_NAME)

/** Undefined for one that cannot be told: its bytes are the other side's, and nothing that they do ends a connection. */
const read = (raw: Buffer): { certificate: PeerCertificate; fingerprint: string } | undefined => {
  try {
    const { subject, issuer, validFrom, validTo, fingerprint256 } = new X509Certificate(raw)
    const [notBefore, notAfter] = [Date.parse(validFrom) / 1_000, Date.parse(validTo) / 1_000]
    if (Number.isNaN(notBefore) || Number.isNaN(notAfter)) return undefined
    const names = { subject: nameOf(subject), issuer: nameOf(issuer) }
    return { certificate: { ...names, notBefore, notAfter }, fingerprint: fingerprint256 }
  } catch {
    return undefined
  }
}

/**
 * The chain that this handshake was about, the server's own certificate first; a trusted root that was not sent is its
 * end. Call it when the handshake is done, before or after the verification: the older of Node's two readers, because
 * the newer one takes the first certificate out of the chain that is verified next. Never throws: it is called where
 * nobody would catch.
 */
export function readPeerChain(socket: Pick<TLSSocket, 'getPeerCertificate'>): PeerCertificate[] {
  const chain: PeerCertificate[] = []
  const seen = new Set<string>()
  let next: Partial<DetailedPeerCertificate> | undefined = socket.getPeerCertificate(true)
  while (next?.raw !== undefined && chain.length < LONGEST) {
    const found = read(next.raw)
    // A root is its own issuer.
    if (found === undefined || seen.has(found.fingerprint)) break
    seen.add(found.fingerprint)
    chain.push(found.certificate)
    next = next.issuerCertificate
  }
  return chain
}
