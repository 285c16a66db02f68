import tls from 'node:tls'

/** The roots that Node carries; setting `ca` replaces them, so they are always given along. */
export const { rootCertificates } = tls

/** The system's own trust store and NODE_EXTRA_CA_CERTS, where this Node can read them. */
export function getCACertificates(): readonly string[] {
  const read = (tls as { getCACertificates?: (type: 'system' | 'extra') => string[] }).getCACertificates
  return read === undefined ? [] : [...read('system'), ...read('extra')]
}
