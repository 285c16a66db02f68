import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { JWK } from 'jose'
import { loadOidcProvider, withQuietConsole } from '../../server/practice/load-oidc-provider.ts'

export interface SecondProvider {
  readonly issuer: string
  readonly tokenEndpoint: string
  readonly clientId: string
  /** `host:port`, as a person would allow it. */
  readonly address: string
  stop(): Promise<void>
}

const TTL_S = 300
const silent = { info: () => undefined, warn: () => undefined }

/** An authorization server that knows nothing of the workbench: other port, other paths, its own client and key. */
export const startSecondProvider = async (publicJwk: JWK): Promise<SecondProvider> => {
  const server: Server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const issuer = `http://${address}`
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
            jwks: { keys: [publicJwk] },
          },
        ],
        clientAuthMethods: ['private_key_jwt'],
        enabledJWA: { clientAuthSigningAlgValues: ['RS256', 'RS384', 'ES384'] },
        cookies: { keys: [randomBytes(32).toString('base64url')] },
        routes: { token: '/oauth2/default/token' },
        scopes: ['system/*.read'],
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
    address,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
