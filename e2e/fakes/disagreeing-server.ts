import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface DisagreeingServer {
  readonly origin: string
  readonly fhirBaseUrl: string
  /** Each value that some document states, by member. */
  readonly states: Readonly<Record<'token_endpoint' | 'issuer' | 'jwks_uri', readonly string[]>>
  /** The one address on which all agree. */
  readonly authorizationEndpoint: string
  stop(): Promise<void>
}

const OAUTH_URIS = 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris'

/** A FHIR server whose four documents contradict each other, as after a half-done migration. */
export const startDisagreeing = async (): Promise<DisagreeingServer> => {
  const documents = new Map<string, object>()
  const server = createServer((req, res) => {
    const document = documents.get(req.url ?? '')
    if (document === undefined) return void res.writeHead(404).end()
    res.setHeader('content-type', 'application/json').end(JSON.stringify(document))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const authorizationEndpoint = `${origin}/oauth2/authorize`
  const token = [`${origin}/oauth2/token`, `${origin}/oauth2/token/`, `${origin}/oauth2/v2/token`] as const
  const issuer = [`${origin}/oauth2`, `${origin}/oauth2/`] as const
  const jwks = [`${origin}/oauth2/keys`, `${origin}/oauth2/jwks`] as const
  const members = { authorization_endpoint: authorizationEndpoint }
  documents
    .set('/fhir/.well-known/smart-configuration', {
      ...members,
      token_endpoint: token[0],
      issuer: issuer[0],
      jwks_uri: jwks[0],
    })
    .set('/fhir/.well-known/openid-configuration', {
      ...members,
      token_endpoint: token[1],
      issuer: issuer[1],
      jwks_uri: jwks[1],
    })
    .set('/.well-known/oauth-authorization-server/fhir', {
      ...members,
      token_endpoint: token[0],
      issuer: issuer[0],
      jwks_uri: jwks[0],
    })
    .set('/fhir/metadata', {
      resourceType: 'CapabilityStatement',
      rest: [
        {
          security: {
            extension: [
              {
                url: OAUTH_URIS,
                extension: [
                  { url: 'token', valueUri: token[2] },
                  { url: 'authorize', valueUri: authorizationEndpoint },
                ],
              },
            ],
          },
        },
      ],
    })
  return {
    origin,
    fhirBaseUrl: `${origin}/fhir`,
    states: { token_endpoint: token, issuer, jwks_uri: jwks },
    authorizationEndpoint,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
