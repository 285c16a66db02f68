import { get } from 'node:http'

/** A JWK Set of a few keys is some kilobytes. */
const MAX_BYTES = 65_536
const TIMEOUT_MS = 2_000

/**
 * The `fetch` that oidc-provider is given: it reads one address, the client's `jwks_uri` on our own listener, and
 * refuses every other. The library's own fetch blocks loopback addresses, and the global one blocks some ports.
 */
export const makeFetchOwnJwks =
  (jwksUrl: string) =>
  (input: string | URL | Request): Promise<Response> => {
    const url = input instanceof Request ? input.url : String(input)
    if (url !== jwksUrl) return Promise.reject(new Error('the practice server fetches its own jwks_uri only'))
    return new Promise((resolve, reject) => {
      const request = get(
        url,
        { timeout: TIMEOUT_MS, headers: { accept: 'application/json' } },
        (response) => {
          const chunks: Buffer[] = []
          let bytes = 0
          response.on('data', (chunk: Buffer) => {
            bytes += chunk.length
            if (bytes > MAX_BYTES) request.destroy(new Error('the JWK Set is too large'))
            else chunks.push(chunk)
          })
          response.on('error', reject)
          response.on('end', () =>
            resolve(new Response(Buffer.concat(chunks), { status: response.statusCode ?? 502 })),
          )
        },
      )
      request.on('timeout', () => request.destroy(new Error('the jwks_uri did not answer in time')))
      request.on('error', reject)
    })
  }
