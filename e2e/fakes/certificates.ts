import { generateKeyPairSync, randomBytes } from 'node:crypto'
import forge from 'node-forge'

export interface Certificate {
  readonly key: string
  readonly cert: string
}

interface Made extends Certificate {
  readonly certificate: forge.pki.Certificate
  readonly privateKey: forge.pki.rsa.PrivateKey
}

const DAY_MS = 86_400_000
const LOOPBACK = { type: 7, ip: '127.0.0.1' }
/** A name that leads nowhere (RFC 2606), for what is behind a proxy. */
export const NAMED_HOST = 'as.example.test'
const otherName = { type: 2, value: 'other.example' }

/** One certificate with its key; signed by itself where no issuer is given. */
export const makeCertificate = (options: {
  /** Absent: alternative names only, as some authorities issue them. */
  name?: string
  issuer?: Made
  isCa?: boolean
  fromDay?: number
  toDay?: number
  altName?: object
}): Made => {
  const { name, issuer, isCa = false, fromDay = -1, toDay = 30, altName = LOOPBACK } = options
  const { privateKey: key, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  const privateKey = forge.pki.privateKeyFromPem(key)
  const certificate = forge.pki.createCertificate()
  const subject = name === undefined ? [] : [{ name: 'commonName', value: name }]
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey)
  certificate.serialNumber = `01${randomBytes(8).toString('hex')}`
  certificate.validity.notBefore = new Date(Date.now() + fromDay * DAY_MS)
  certificate.validity.notAfter = new Date(Date.now() + toDay * DAY_MS)
  certificate.setSubject(subject)
  certificate.setIssuer(issuer?.certificate.subject.attributes ?? subject)
  certificate.setExtensions([
    { name: 'basicConstraints', cA: isCa, critical: true },
    ...(isCa ? [] : [{ name: 'subjectAltName', altNames: [altName] }]),
  ])
  certificate.sign(issuer?.privateKey ?? privateKey, forge.md.sha256.create())
  return { certificate, privateKey, key, cert: forge.pki.certificateToPem(certificate) }
}

/** A CA that a test trusts, and a certificate of each kind for 127.0.0.1; made anew each time. */
export const makeCertificates = () => {
  const root = makeCertificate({ name: 'Test root', isCa: true })
  const stranger = makeCertificate({ name: 'Unknown root', isCa: true })
  const between = makeCertificate({ name: 'Test intermediate', isCa: true, issuer: root })
  const leaf = makeCertificate({ name: 'Behind an intermediate', issuer: between })
  const unknown = makeCertificate({ name: 'Of a stranger', issuer: stranger })
  return {
    caPem: root.cert,
    good: makeCertificate({ name: 'Good', issuer: root }),
    named: makeCertificate({ name: 'Named', issuer: root, altName: { type: 2, value: NAMED_HOST } }),
    nameless: makeCertificate({ issuer: root }),
    expired: makeCertificate({ name: 'Expired', issuer: root, fromDay: -30, toDay: -1 }),
    notYetValid: makeCertificate({ name: 'Early', issuer: root, fromDay: 5 }),
    wrongHost: makeCertificate({ name: 'Other', issuer: root, altName: otherName }),
    selfSigned: makeCertificate({ name: 'Self-signed' }),
    unknownCa: unknown,
    unknownCaWithChain: { ...unknown, cert: unknown.cert + stranger.cert },
    withIntermediate: { ...leaf, cert: leaf.cert + between.cert },
    missingIntermediate: leaf,
  }
}
