import { X509Certificate, type KeyObject } from 'node:crypto'
import { WorkbenchError } from '../../shared/errors.ts'

const DAY_MS = 86_400_000

/** WebCrypto's name of what signs a certificate with this key. */
function algorithmOf(key: KeyObject) {
  switch (key.asymmetricKeyType) {
    case 'rsa':
      return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
    case 'ec': {
      const curves: Readonly<Record<string, readonly [string, string]>> = {
        prime256v1: ['P-256', 'SHA-256'],
        secp384r1: ['P-384', 'SHA-384'],
        secp521r1: ['P-521', 'SHA-512'],
      }
      const [namedCurve, hash] = curves[key.asymmetricKeyDetails?.namedCurve ?? ''] ?? []
      return namedCurve === undefined || hash === undefined ? undefined : { name: 'ECDSA', namedCurve, hash }
    }
    default:
      return undefined
  }
}

export interface CertificateWish {
  readonly commonName: string
  readonly days: number
  /** NumericDate. */
  readonly now: number
}

/**
 * A certificate that the key gives itself, PEM, for consoles that take a public key in no other form.
 * @throws WorkbenchError key-unusable for keys that no certificate library signs with
 */
export async function selfSignedCertificate(key: KeyObject, wish: CertificateWish): Promise<string> {
  const algorithm = algorithmOf(key)
  if (algorithm === undefined)
    throw new WorkbenchError(
      'key-unusable',
      'A certificate can be made for RSA, P-256, P-384 and P-521 keys.',
    )
  await import('reflect-metadata')
  const [{ X509CertificateGenerator }, { createPublicKey, randomBytes, webcrypto }] = await Promise.all([
    import('@peculiar/x509'),
    import('node:crypto'),
  ])
  const privateDer = key.export({ type: 'pkcs8', format: 'der' })
  try {
    const publicDer = createPublicKey(key).export({ type: 'spki', format: 'der' })
    const [privateKey, publicKey] = await Promise.all([
      webcrypto.subtle.importKey('pkcs8', privateDer, algorithm, false, ['sign']),
      webcrypto.subtle.importKey('spki', publicDer, algorithm, true, ['verify']),
    ])
    const notBefore = new Date(Math.floor(wish.now) * 1_000)
    const certificate = await X509CertificateGenerator.createSelfSigned({
      serialNumber: `01${randomBytes(15).toString('hex')}`,
      name: [{ CN: [wish.commonName] }],
      notBefore,
      notAfter: new Date(notBefore.getTime() + wish.days * DAY_MS),
      signingAlgorithm: algorithm,
      keys: { privateKey, publicKey },
    })
    const pem = certificate.toString('pem')
    // A second reader has to agree before anybody registers it.
    if (!new X509Certificate(pem).checkPrivateKey(key)) throw new Error('the certificate is for another key')
    return `${pem.trim()}\n`
  } finally {
    privateDer.fill(0)
  }
}
