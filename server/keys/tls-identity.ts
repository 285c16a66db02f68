import type { KeyObject } from 'node:crypto'
import { createSecureContext, type SecureContext, type SecureContextOptions } from 'node:tls'
import type { KeyCertificate } from '../../shared/contract/keys.ts'

/** Who a TLS connection says it comes from: a context with the key inside, made for the options of the connection. */
export type TlsIdentity = (options: SecureContextOptions) => SecureContext

/** The certificate with its issuers and its key. Its bytes go from here into OpenSSL and nowhere else. */
export const makeTlsIdentity =
  (key: KeyObject, { x5c }: Pick<KeyCertificate, 'x5c'>): TlsIdentity =>
  (options) =>
    createSecureContext({
      ...options,
      key: key.export({ type: 'pkcs8', format: 'pem' }),
      cert: x5c.map(pemOf).join(''),
    })

const pemOf = (der: string): string =>
  `-----BEGIN CERTIFICATE-----\n${(der.match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`
