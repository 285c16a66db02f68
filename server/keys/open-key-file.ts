import type { X509Certificate } from 'node:crypto'
import { openPrivateKey, type Opening } from './open-private-key.ts'
import { certificatesIn } from './read-certificates.ts'
import { isPkcs12 } from './sniff-key-text.ts'

export interface OpenedKeyFile {
  readonly opened: Exclude<Opening, { state: 'locked' }> | { readonly state: 'locked'; readonly kind: string }
  readonly certificates: readonly X509Certificate[]
}

/**
 * Key and certificates of one file, whatever it is. The bytes are not kept.
 * @throws WorkbenchError passphrase-wrong
 */
export async function openKeyFile(bytes: Buffer, passphrase: string | undefined): Promise<OpenedKeyFile> {
  if (isPkcs12(bytes)) {
    if (passphrase === undefined)
      return { opened: { state: 'locked', kind: 'PKCS#12 container' }, certificates: [] }
    const { openPkcs12 } = await import('./open-pkcs12.ts')
    const container = await openPkcs12(bytes, passphrase)
    return container.state === 'unusable'
      ? { opened: container, certificates: [] }
      : {
          opened: { state: 'ready', key: container.key, container: 'PKCS#12' },
          certificates: container.certificates,
        }
  }
  const certificates = certificatesIn(bytes)
  const opened = openPrivateKey(bytes, passphrase)
  if (opened.state === 'locked')
    return { opened: { state: 'locked', kind: 'Encrypted private key' }, certificates }
  const isCertificateOnly = opened.state === 'unusable' && certificates.length > 0
  return isCertificateOnly && opened.problem.code === 'unknown-format'
    ? { opened: { state: 'unusable', problem: certificateOnly }, certificates }
    : { opened, certificates }
}

const certificateOnly = {
  code: 'certificate',
  detail: 'The file holds a certificate and no private key. Use the key that was made with it.',
}
