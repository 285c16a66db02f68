import { encodeBase64url } from '../assertion/base64url.ts'
import type { CertificateFacts } from './facts.ts'
import { sha256, thumbprintOf } from './thumbprint.ts'

const refused = (problem: string): CertificateFacts => ({
  problem,
  notBefore: undefined,
  notAfter: undefined,
  subject: undefined,
  keyThumbprint: undefined,
  sha1: undefined,
  sha256: undefined,
})

/**
 * One `x5c` entry: standard base64 of a DER certificate. The X.509 reader is loaded only when
 * a certificate is there.
 * @see RFC 7517 §4.7
 */
export async function readCertificate(entry: string): Promise<CertificateFacts> {
  if (entry.includes('-----BEGIN')) return refused('it is PEM, not base64 of the DER bytes')
  if (/[-_]/.test(entry)) return refused('it is base64url; x5c is standard base64')
  let der: Uint8Array<ArrayBuffer>
  try {
    der = Uint8Array.from(atob(entry), (char) => char.charCodeAt(0))
  } catch {
    return refused('it is not base64')
  }
  // The reader asks for the polyfill of decorators at its start. A reader that does not load is our fault, never the
  // certificate's: it stays outside of the try.
  await import('reflect-metadata')
  const { X509Certificate } = await import('@peculiar/x509')
  try {
    const certificate = new X509Certificate(der)
    const key = await certificate.publicKey.export()
    const jwk = (await crypto.subtle.exportKey('jwk', key)) as Record<string, unknown>
    return {
      problem: undefined,
      notBefore: certificate.notBefore.getTime() / 1000,
      notAfter: certificate.notAfter.getTime() / 1000,
      subject: certificate.subject,
      keyThumbprint: await thumbprintOf(jwk),
      sha1: encodeBase64url(new Uint8Array(await crypto.subtle.digest('SHA-1', der))),
      sha256: encodeBase64url(await sha256(der)),
    }
  } catch {
    return refused('it is no X.509 certificate')
  }
}
