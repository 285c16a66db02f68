import type { LookupFunction } from 'node:net'
import { TLSSocket, type SecureContext, type SecureContextOptions, type SecureVersion } from 'node:tls'
import type { Dispatcher } from 'undici'
import type { UPSTREAM_LIMITS } from './limits.ts'
import type { ProxyChoice } from './proxy-for.ts'
import { readPeerChain, type PeerCertificate } from './read-peer-chain.ts'

export interface Address {
  readonly address: string
  readonly family: number
}

/** Answers every lookup with the addresses that were checked, so that no second resolution can slip in another. */
const pinnedTo =
  (addresses: readonly Address[]): LookupFunction =>
  (_hostname, options, callback) => {
    const list = addresses.map(({ address, family }) => ({ address, family }))
    if (options.all) callback(null, list)
    else callback(null, list[0]?.address ?? '', list[0]?.family ?? 4)
  }

const isAlert = (error: Error): boolean => 'code' in error && /^ERR_SSL_.*ALERT_/.test(String(error.code))

/** Makes the TLS context that holds a client certificate and its key. */
export type ClientIdentity = (options: SecureContextOptions) => SecureContext

/** One connection for one exchange: direct to checked addresses, or through the configured proxy. */
export async function makeDispatcher(options: {
  readonly addresses: readonly Address[]
  readonly proxy: ProxyChoice | undefined
  readonly roots: readonly string[]
  readonly limits: typeof UPSTREAM_LIMITS
  readonly identity?: ClientIdentity | undefined
  /** Told of the certificates of a direct TLS connection, refused ones too; behind a proxy they are not seen. */
  readonly onChain?: (chain: readonly PeerCertificate[]) => void
  /**
   * Told why the server ends a direct TLS connection. In TLS 1.3 it looks at the client's certificate after the
   * handshake, and undici then knows only that the other side has closed.
   */
  readonly onAlert?: (alert: Error) => void
}): Promise<Dispatcher> {
  const { addresses, proxy, roots, limits, onChain, onAlert, identity } = options
  const { Agent, buildConnector, ProxyAgent } = await import('undici')
  const minVersion: SecureVersion = 'TLSv1.2'
  const trust = { ca: [...roots], minVersion }
  const plain = { ...trust, rejectUnauthorized: true }
  const certificates =
    identity === undefined ? plain : { secureContext: identity(trust), rejectUnauthorized: true }
  const common = {
    headersTimeout: limits.firstByteMs,
    bodyTimeout: limits.firstByteMs,
    maxHeaderSize: limits.headerBytes,
    pipelining: 0,
    connections: 1,
  }
  if (proxy === undefined) {
    const connector = buildConnector({
      ...certificates,
      lookup: pinnedTo(addresses),
      timeout: limits.connectMs,
    })
    const connect: typeof connector = (to, callback) => {
      // It returns the socket, which its type does not say.
      const socket: unknown = connector(to, callback)
      // 'secure' comes before the verification, so that the chain of a refused certificate is known as well.
      if (socket instanceof TLSSocket) {
        socket.prependOnceListener('secure', () => onChain?.(readPeerChain(socket)))
        socket.prependListener('error', (error: Error) => isAlert(error) && onAlert?.(error))
      }
      return socket as ReturnType<typeof connector>
    }
    return new Agent({ ...common, connect })
  }
  return new ProxyAgent({
    ...common,
    uri: proxy.url.href,
    requestTls: { ...certificates, timeout: limits.connectMs },
    // The proxy is another server: it is shown nothing.
    proxyTls: { ...plain, timeout: limits.connectMs },
  })
}
