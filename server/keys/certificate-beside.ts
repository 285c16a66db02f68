import type { KeyObject, X509Certificate } from 'node:crypto'
import { basename, extname } from 'node:path'
import type { KeyCertificate } from '../../shared/contract/keys.ts'
import { describeCertificate, isCertificateOf } from './read-certificates.ts'

export interface CertificateFile {
  readonly name: string
  readonly certificates: readonly X509Certificate[]
}

export interface Beside {
  readonly certificate: KeyCertificate | undefined
  /** A certificate that carries the key's name and belongs to another key. */
  readonly warning: string | undefined
}

const stem = (name: string): string => basename(name, extname(name)).toLowerCase()

/**
 * The certificate of a key: in its own file first, then in a file of the same folder. A match is one of public keys,
 * never of names; a namesake that does not match is said.
 */
export function certificateBeside(
  key: KeyObject,
  keyName: string,
  own: readonly X509Certificate[],
  folder: readonly CertificateFile[],
): Beside {
  const others = folder.flatMap(({ certificates }) => certificates)
  const chain = [...own, ...others]
  const inside = own.find((each) => isCertificateOf(each, key))
  if (inside !== undefined)
    return { certificate: describeCertificate(inside, keyName, chain), warning: undefined }
  const matches = folder
    .flatMap(({ name, certificates }) => certificates.map((certificate) => ({ name, certificate })))
    .filter(({ certificate }) => isCertificateOf(certificate, key))
    // Of a renewed certificate and its forerunner the newer one is meant.
    .sort((a, b) => Date.parse(b.certificate.validTo) - Date.parse(a.certificate.validTo))
  const [match] = matches
  if (match !== undefined)
    return {
      certificate: describeCertificate(match.certificate, match.name, chain),
      warning: undefined,
    }
  const namesake = folder.find(
    ({ name, certificates }) => stem(name) === stem(keyName) && certificates.length > 0,
  )
  const stranger = namesake?.name ?? (own.length > 0 ? keyName : undefined)
  return {
    certificate: undefined,
    warning:
      stranger === undefined
        ? undefined
        : `The certificate in ${stranger} belongs to another key: its public key is not the one of ${keyName}.`,
  }
}
