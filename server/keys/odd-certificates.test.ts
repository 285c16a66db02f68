import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import forge from 'node-forge'
import { expect, it } from 'vitest'
import { readPeerChain } from '../upstream/read-peer-chain.ts'
import { certificateBeside } from './certificate-beside.ts'
import { certificatesIn } from './read-certificates.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
})
const RSA_ENCRYPTION = Buffer.from('2a864886f70d010101', 'hex')

const certificate = (names: { name: string; value: string }[]): Buffer => {
  const made = forge.pki.createCertificate()
  made.publicKey = forge.pki.publicKeyFromPem(publicKey)
  made.serialNumber = '01'
  made.validity.notBefore = new Date('2025-01-01T00:00:00Z')
  made.validity.notAfter = new Date('2035-01-01T00:00:00Z')
  made.setSubject(names)
  made.setIssuer(names)
  made.sign(forge.pki.privateKeyFromPem(privateKey), forge.md.sha256.create())
  return Buffer.from(forge.asn1.toDer(forge.pki.certificateToAsn1(made)).getBytes(), 'latin1')
}

const nameless = certificate([])
/** Its key has a type that nobody knows. */
const withOddKey = Buffer.from(certificate([{ name: 'commonName', value: 'odd' }]))
withOddKey[withOddKey.indexOf(RSA_ENCRYPTION) + RSA_ENCRYPTION.length - 1] = 0x7f

it('a certificate without a name is told without one', () => {
  const key = createPrivateKey(privateKey)
  const { certificate: shown } = certificateBeside(key, 'a.pem', certificatesIn(nameless), [])
  expect(shown).toMatchObject({ subject: '', issuer: '', selfSigned: true })
})

it('R26 a certificate whose key cannot be read is passed over', () => {
  expect(certificatesIn(withOddKey)).toEqual([])
})

it.each([
  { why: 'has no name', raw: nameless, subjects: [''] },
  { why: 'has a key of an unknown type', raw: withOddKey, subjects: ['CN=odd'] },
  { why: 'is none', raw: Buffer.from('nonsense'), subjects: [] },
])('R44 R63 a server whose certificate $why ends nothing', ({ raw, subjects }) => {
  const socket = { getPeerCertificate: () => ({ raw }) }
  const chain = readPeerChain(socket as unknown as Parameters<typeof readPeerChain>[0])
  expect(chain.map(({ subject }) => subject)).toEqual(subjects)
})
