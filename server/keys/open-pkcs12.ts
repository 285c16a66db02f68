import { createPrivateKey, type KeyObject, type X509Certificate } from 'node:crypto'
import { WorkbenchError } from '../../shared/errors.ts'
import { certificateOf, isCertificateOf } from './read-certificates.ts'
import type { KeyProblem } from './sniff-key-text.ts'

export type Pkcs12Opening =
  | {
      readonly state: 'ready'
      readonly key: KeyObject
      /** In the order of the file. */
      readonly certificates: readonly X509Certificate[]
    }
  | { readonly state: 'unusable'; readonly problem: KeyProblem }

/** A container that asks for more rounds than this would stop the program for minutes. */
const MAX_ITERATIONS = 2_000_000

const unusable = (code: string, detail: string): Pkcs12Opening => ({
  state: 'unusable',
  problem: { code, detail },
})

const WITHOUT_LIBRARY = 'Take the key out with: openssl pkcs12 -in FILE -nocerts -nodes -out key.pem'

/**
 * The first private key of a PKCS#12 container and its certificates. node-forge opens the container and its
 * encryption, modern (PBES2) and legacy (3DES, RC2); the key itself is read by OpenSSL, so that EC keys work too.
 * @throws WorkbenchError passphrase-wrong
 * @see RFC 7292
 */
export async function openPkcs12(bytes: Buffer, passphrase: string): Promise<Pkcs12Opening> {
  // Loaded with the first such file: most people never have one.
  const { default: forge } = await import('node-forge')
  const { asn1, pki, pkcs12 } = forge
  const der = (node: ReturnType<typeof asn1.fromDer>) => Buffer.from(asn1.toDer(node).getBytes(), 'latin1')
  type Pfx = ReturnType<typeof asn1.fromDer>
  const bagsOf = (pfx: Pfx, password: string) =>
    pkcs12.pkcs12FromAsn1(pfx, false, password).safeContents.flatMap(({ safeBags }) => safeBags)
  const open = (pfx: Pfx) => {
    try {
      return bagsOf(pfx, passphrase)
    } catch (cause) {
      // The MAC takes the passphrase as UTF-16 and has agreed; PBES2 takes it as UTF-8, which the library does not know.
      const isAscii = /^[\x20-\x7e]*$/.test(passphrase)
      const isMac = cause instanceof Error && /MAC could not|Invalid password/i.test(cause.message)
      if (isAscii || isMac || !Array.isArray(pfx.value)) throw cause
      const withoutMac = { ...pfx, value: pfx.value.slice(0, 2) } as Pfx
      return bagsOf(withoutMac, Buffer.from(passphrase, 'utf8').toString('latin1'))
    }
  }
  let bags: ReturnType<typeof pkcs12.pkcs12FromAsn1>['safeContents'][number]['safeBags'] = []
  try {
    const pfx = asn1.fromDer(bytes.toString('latin1'))
    if (iterationsOf(pfx) > MAX_ITERATIONS)
      return unusable('pkcs12-too-slow', 'The container asks for too many rounds of its passphrase function.')
    bags = open(pfx)
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : ''
    if (/MAC could not be verified|Invalid password/i.test(message))
      throw new WorkbenchError('passphrase-wrong', 'The passphrase does not open this container.')
    return unusable(
      'pkcs12-unreadable',
      `This PKCS#12 container cannot be read here (damaged, or protected in a way that is not known). ${WITHOUT_LIBRARY}`,
    )
  }
  const keys = bags.filter(
    ({ type }) => type === pki.oids['pkcs8ShroudedKeyBag'] || type === pki.oids['keyBag'],
  )
  const [first] = keys
  if (first === undefined)
    return unusable('pkcs12-no-key', 'The container opens and holds certificates only, no private key.')
  try {
    const key = first.key
      ? createPrivateKey({ key: der(pki.privateKeyToAsn1(first.key)), format: 'der', type: 'pkcs1' })
      : createPrivateKey({ key: der(first.asn1), format: 'der', type: 'pkcs8' })
    const certificates = bags.flatMap((bag) => {
      if (bag.type !== pki.oids['certBag']) return []
      return certificateOf(der(bag.cert ? pki.certificateToAsn1(bag.cert) : bag.asn1))
    })
    return { state: 'ready', key, certificates: ordered(certificates, key) }
  } catch {
    return unusable(
      'pkcs12-unreadable',
      `The container opens, and its key cannot be read. ${WITHOUT_LIBRARY}`,
    )
  }
}

/** The certificate of the key first, then the chain as the file has it. */
const ordered = (certificates: readonly X509Certificate[], key: KeyObject): X509Certificate[] => {
  const isOwn = (each: X509Certificate) => isCertificateOf(each, key)
  return [...certificates.filter(isOwn), ...certificates.filter((each) => !isOwn(each))]
}

interface Asn1Node {
  readonly value: unknown
}

/** macData's iteration count, the third member of the last member of the PFX; 0 where there is none. */
function iterationsOf(pfx: Asn1Node): number {
  const children = (node: unknown): readonly Asn1Node[] => {
    const value = (node as Asn1Node | undefined)?.value
    return Array.isArray(value) ? (value as Asn1Node[]) : []
  }
  const count = children(children(pfx)[2])[2]?.value
  if (typeof count !== 'string') return 0
  return [...count].reduce((sum, char) => sum * 256 + char.charCodeAt(0), 0)
}
