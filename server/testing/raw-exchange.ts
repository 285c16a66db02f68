import { connect } from 'node:net'

export interface RawAnswer {
  /** 0 when the connection ended without an answer. */
  readonly status: number
  /** Names in lower case; of a repeated one the values are joined by a comma. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
  /** Everything that came, as it came. */
  readonly text: string
}

/** Splits an HTTP/1.1 answer; a second answer on the same connection stays in the body. */
export const readRawAnswer = (text: string): RawAnswer => {
  const split = text.indexOf('\r\n\r\n')
  const [first = '', ...lines] = (split < 0 ? text : text.slice(0, split)).split('\r\n')
  const headers = new Map<string, string>()
  for (const line of lines) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).toLowerCase()
    const value = line.slice(colon + 1).trim()
    headers.set(name, headers.has(name) ? `${headers.get(name)}, ${value}` : value)
  }
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? 0)
  return { status, headers, body: split < 0 ? '' : text.slice(split + 4), text }
}

/** Writes bytes to a port of this machine and reads until the other side closes; no HTTP library in between. */
export const rawExchange = (port: number, request: string): Promise<RawAnswer> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    socket.setEncoding('utf8')
    socket.on('connect', () => socket.write(request))
    socket.on('data', (chunk: string) => (text += chunk))
    // A refusal may reset a connection whose request was still being written; what arrived is the answer.
    socket.on('error', () => socket.destroy())
    socket.on('close', () => resolve(readRawAnswer(text)))
  })

export interface RequestParts {
  readonly method?: string
  readonly target?: string
  /** The Host line unless `null`. */
  readonly host?: string | null
  readonly headers?: readonly string[]
  readonly body?: string
}

/** A request as text, exactly these header lines and no others; `Connection: close` so that the answer ends. */
export const rawRequest = (
  port: number,
  { method = 'GET', target = '/', host = `127.0.0.1:${port}`, headers = [], body }: RequestParts,
): string =>
  [
    `${method} ${target} HTTP/1.1`,
    ...(host === null ? [] : [`Host: ${host}`]),
    'Connection: close',
    ...headers,
    ...(body === undefined ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]),
    '',
    body ?? '',
  ].join('\r\n')
