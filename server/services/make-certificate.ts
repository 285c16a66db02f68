import { basename, extname } from 'node:path'
import type { makeCertificate } from '../../shared/contract/keys.ts'
import type { RequestOf, ResponseOf } from '../../shared/contract/operation.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import type { SigningKeys } from '../keys/key-store.ts'
import type { Clock } from './ports.ts'

export interface CertificateDependencies {
  readonly keys: SigningKeys
  readonly clock: Clock
}

/** A self-signed certificate of a key; it then lies beside the key and fills the header. */
export const makeMakeCertificate =
  ({ keys, clock }: CertificateDependencies) =>
  async ({
    keyId,
    commonName,
    days,
  }: RequestOf<typeof makeCertificate>): Promise<ResponseOf<typeof makeCertificate>> => {
    const found = await keys.find(keyId)
    if (found.sign !== undefined)
      throw new WorkbenchError(
        'key-unusable',
        'The private half of this key is elsewhere; make the certificate there.',
      )
    if (found.summary.variable !== undefined)
      throw new WorkbenchError(
        'key-unusable',
        'A certificate lies beside its key file, and this key is in a variable. Save a repaired copy or put the key into a file first.',
      )
    const [{ selfSignedCertificate }, { writeNewFile }] = await Promise.all([
      import('../keys/self-signed-certificate.ts'),
      import('../keys/write-new-file.ts'),
    ])
    const { summary } = found
    const pem = await selfSignedCertificate(found.key, { commonName, days, now: clock.now() })
    const fileName = await writeNewFile(
      summary.folder,
      basename(summary.name, extname(summary.name)),
      '.crt',
      pem,
    )
    // The folder is read again, so that the new file is known to be this key's.
    const key = (await keys.list()).keys.find(({ id }) => id === keyId) ?? summary
    return { pem, fileName, key }
  }
