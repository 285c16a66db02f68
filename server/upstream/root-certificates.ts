import { readFileSync, statSync } from 'node:fs'
import tls from 'node:tls'

/** Where Linux distributions and BSDs keep the system's certificates; the first that is there is read. */
const SYSTEM_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

const certificatesOf = (path: string): string[] => {
  try {
    return readFileSync(path, 'utf8').match(PEM) ?? []
  } catch {
    return []
  }
}

/** Node from 22.15 on reads the stores of every system itself; before it, the bundle file of the system. */
function systemCertificates(env: NodeJS.ProcessEnv): readonly string[] {
  const read = (tls as { getCACertificates?: (type: 'system' | 'extra') => string[] }).getCACertificates
  if (read !== undefined) return [...read('system'), ...read('extra')]
  const bundle = SYSTEM_BUNDLES.map(certificatesOf).find(({ length }) => length > 0) ?? []
  const extra = env['NODE_EXTRA_CA_CERTS']
  return [...bundle, ...(extra === undefined || extra === '' ? [] : certificatesOf(extra))]
}

const modified = (path: string): number => {
  try {
    return statSync(path).mtimeMs
  } catch {
    return 0
  }
}

/**
 * What a server's certificate may lead to: the roots that Node carries, the system's store, NODE_EXTRA_CA_CERTS and
 * the file of `--ca-file`. Setting `ca` replaces the defaults, so they are all given. Read once, and again when the
 * file of `--ca-file` changes.
 */
export function makeTrustedRoots(caFile: string | undefined, env: NodeJS.ProcessEnv): () => string[] {
  let known: { version: number; roots: string[] } | undefined
  return () => {
    const version = caFile === undefined ? 0 : modified(caFile)
    if (known?.version !== version) {
      const own = caFile === undefined ? [] : certificatesOf(caFile)
      const all = [...tls.rootCertificates, ...systemCertificates(env), ...own].map((each) => each.trim())
      known = { version, roots: [...new Set(all)] }
    }
    return known.roots
  }
}
