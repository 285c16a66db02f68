import { generateKeyPair, type KeyObject } from 'node:crypto'

/** A new private key as PKCS#8 PEM. */
export const generatePem = (kind: 'rsa-2048' | 'rsa-3072' | 'ec-p384'): Promise<string> =>
  new Promise((resolve, reject) => {
    const done = (error: Error | null, _: KeyObject, key: KeyObject) =>
      error ? reject(error) : resolve(key.export({ type: 'pkcs8', format: 'pem' }) as string)
    if (kind === 'ec-p384') generateKeyPair('ec', { namedCurve: 'P-384' }, done)
    else generateKeyPair('rsa', { modulusLength: kind === 'rsa-2048' ? 2_048 : 3_072 }, done)
  })
