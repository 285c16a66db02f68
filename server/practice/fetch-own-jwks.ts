import { get, type IncomingMessage } from 'node:http'

/** A JWK Set of a few keys is some kilobytes. */
const MAX_BYTES = 65_536
const TIMEOUT_MS = 2_000

/** @throws Error where the answer is no JWK Set, in words for the server's log. */
const readBody = async (response: IncomingMessage): Promise<string> => {
  const type = response.headers['content-type'] ?? 'no content type'
  if (response.statusCode !== 200) throw new Error(`jwks_uri answered ${response.statusCode}`)
  if (!type.includes('json')) throw new Error(`jwks_uri answered ${type}`)
  let text = ''
  for await (const chunk of response) {
    text += String(chunk)
    if (text.length > MAX_BYTES) throw new Error('the JWK Set is too large')
  }
  return text
}

const read = (url: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const request = get(url, { timeout: TIMEOUT_MS, headers: { accept: 'application/json' } }, (response) => {
      readBody(response)
        .finally(() => response.destroy())
        .then(resolve, reject)
    })
    request.on('timeout', () => request.destroy(new Error('jwks_uri did not answer in time')))
    request.on('error', ({ message }) => reject(new Error(`jwks_uri cannot be read: ${message}`)))
  })

/**
 * The `fetch` that oidc-provider is given: it reads one address, the client's `jwks_uri` on our own listener, and
 * refuses every other. The library's own fetch blocks loopback addresses, and the global one blocks some ports.
 * @param staleCopy what to answer instead of asking, when the server plays one that has not looked for a while.
 */
export const makeFetchOwnJwks =
  (jwksUrl: string, staleCopy: () => Promise<object | undefined>, onFetch: () => void) =>
  async (input: string | URL | Request): Promise<Response> => {
    const url = input instanceof Request ? input.url : String(input)
    if (url !== jwksUrl) throw new Error('the practice server fetches its own jwks_uri only')
    const stale = await staleCopy()
    if (stale === undefined) onFetch()
    return new Response(stale === undefined ? await read(url) : JSON.stringify(stale), { status: 200 })
  }
