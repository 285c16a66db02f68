import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { JWK } from 'jose'
import { loadOidcProvider, withQuietConsole } from '../../server/practice/load-oidc-provider.ts'

export interface SecondProvider {
  readonly issuer: string
  readonly tokenEndpoint: string
  readonly clientId: string
  /** Where the operator of the client hosts its public half, as registered: another host than the issuer's. */
  readonly jwksUrl: string
  stop(): Promise<void>
}

const TTL_S = 300
const silent = { info: () => undefined, warn: () => undefined }

/** On a free port; the second value is its origin. */
const listen = async (): Promise<[Server, string]> => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return [server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`]
}

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

/**
 * An authorization server that knows nothing of the workbench: other port, other paths, its own client, whose keys it
 * reads from where they are hosted.
 */
export const startSecondProvider = async (...publicJwks: readonly JWK[]): Promise<SecondProvider> => {
  const [host, hostOrigin] = await listen()
  host.on('request', (_req, res) =>
    res.setHeader('content-type', 'application/jwk-set+json').end(JSON.stringify({ keys: publicJwks })),
  )
  const jwksUrl = `${hostOrigin}/keys/second-client.json`
  const [server, issuer] = await listen()
  const clientId = 'second-client'
  const { Provider } = await loadOidcProvider(silent)
  const provider = await withQuietConsole(
    silent,
    () =>
      new Provider(issuer, {
        clients: [
          {
            client_id: clientId,
            grant_types: ['client_credentials'],
            response_types: [],
            redirect_uris: [],
            token_endpoint_auth_method: 'private_key_jwt',
            jwks_uri: jwksUrl,
          },
        ],
        // The library's own refuses loopback addresses.
        fetch: (url) => fetch(url),
        clientAuthMethods: ['private_key_jwt'],
        enabledJWA: { clientAuthSigningAlgValues: ['RS256', 'RS384', 'ES384'] },
        cookies: { keys: [randomBytes(32).toString('base64url')] },
        routes: { token: '/oauth2/default/token' },
        scopes: ['system/*.read', 'system/Patient.rs'],
        ttl: { ClientCredentials: TTL_S },
        features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
      }),
  )
  const answer = provider.callback()
  server.on('request', (req, res) => void answer(req, res))
  return {
    issuer,
    tokenEndpoint: `${issuer}/oauth2/default/token`,
    clientId,
    jwksUrl,
    stop: async () => {
      await Promise.all([close(server), close(host)])
    },
  }
}
