import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

export interface MisbehavingServer {
  readonly origin: string
  /** `host:port`, as a person would allow it. */
  readonly address: string
  /** Requests that arrived for a path. */
  readonly requests: (path: string) => number
  readonly connections: () => number
  /** Connections that are open now. */
  readonly open: () => number
  stop(): Promise<void>
}

/** Answers one request on a bare socket, however it likes. */
export type Misbehaviour = (socket: Socket) => void

const head = (status: string, ...lines: string[]): string =>
  [`HTTP/1.1 ${status}`, ...lines, '', ''].join('\r\n')

export const answer =
  (body: string | Buffer, lines: readonly string[] = [], status = '200 OK'): Misbehaviour =>
  (socket) => {
    const bytes = Buffer.from(body)
    socket.write(head(status, 'Content-Type: application/json', `Content-Length: ${bytes.length}`, ...lines))
    socket.end(bytes)
  }

const redirect = (status: string, location: string): Misbehaviour =>
  answer('', [`Location: ${location}`], status)

/** Megabytes for as long as somebody reads. */
const endless: Misbehaviour = (socket) => {
  const chunk = Buffer.alloc(65_536, 0x20)
  let left = 100 * 16
  const more = (): void => {
    while (left-- > 0) if (!socket.write(chunk)) return void socket.once('drain', more)
    socket.end()
  }
  socket.write(head('200 OK', `Content-Length: ${100 * 1_048_576}`))
  more()
}

const slowly =
  (first: string, drop: string, everyMs: number): Misbehaviour =>
  (socket) => {
    socket.write(first)
    const timer = setInterval(() => socket.write(drop), everyMs)
    socket.once('close', () => clearInterval(timer))
  }

const token = '{"access_token":"a-token-of-nobody","token_type":"Bearer"}'
const zeros = (): Buffer => Buffer.alloc(200 * 1_048_576)
const manyKeys = (count: number): string =>
  `{"access_token":"t",${Array.from({ length: count }, (_, index) => `"k${index}":1`).join()}}`

/** By path: what each does. Made when first asked for: some are large. */
export const MISBEHAVIOURS: Readonly<Record<string, () => Misbehaviour>> = {
  'reset-at-once': () => (socket) => socket.resetAndDestroy(),
  'reset-in-body': () => (socket) =>
    socket.write(`${head('200 OK', 'Content-Length: 100')}{"acc`, () =>
      setImmediate(() => socket.resetAndDestroy()),
    ),
  'close-at-once': () => (socket) => socket.end(),
  truncate: () => (socket) => socket.end(`${head('200 OK', 'Content-Length: 100')}{"access_`),
  'truncate-chunked': () => (socket) =>
    socket.end(`${head('200 OK', 'Transfer-Encoding: chunked')}5\r\n{"acc\r\n`),
  'shorter-than-sent': () => (socket) => socket.end(`${head('200 OK', 'Content-Length: 5')}${token}`),
  stall: () => () => undefined,
  'stall-in-body': () => (socket) => socket.write(`${head('200 OK', 'Content-Length: 100')}{"acc`),
  'drip-headers': () => slowly('HTTP/1.1 200 OK\r\n', 'X-A: b\r\n', 500),
  drip: () => slowly(head('200 OK', 'Content-Length: 1000000'), ' ', 500),
  'bomb-gzip': () => {
    const bytes = gzipSync(zeros())
    return answer(bytes, ['Content-Encoding: gzip'])
  },
  'bomb-br': () => {
    const bytes = brotliCompressSync(zeros(), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })
    return answer(bytes, ['Content-Encoding: br'])
  },
  'encoding-chain': () => answer(gzipSync(gzipSync(token)), ['Content-Encoding: gzip, gzip']),
  'encoding-chain-of-lines': () =>
    answer(gzipSync(gzipSync(token)), ['Content-Encoding: gzip', 'Content-Encoding: gzip']),
  'encoding-unknown': () => answer(token, ['Content-Encoding: zstd']),
  'encoding-damaged': () => answer(token, ['Content-Encoding: gzip']),
  'hundred-megabytes': () => endless,
  'header-bomb': () => (socket) =>
    socket.end(head('200 OK', ...Array.from({ length: 900 }, (_, i) => `X-${i}: ${'a'.repeat(60)}`))),
  html: () => answer('<!doctype html><title>Sign in</title><script>alert(1)</script>'),
  'invalid-utf-8': () => answer(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
  'byte-order-mark': () => answer(`\uFEFF${token}`),
  nan: () => answer('{"access_token":"t","expires_in":NaN}'),
  'deep-json': () => answer(`${'['.repeat(100_000)}${']'.repeat(100_000)}`),
  'many-keys': () => answer(manyKeys(60_000)),
  'same-keys': () => answer(`{"access_token":"t",${Array.from({ length: 60_000 }, () => '"k":1').join()}}`),
  'million-keys': () => answer(manyKeys(1_000_000)),
  proto: () =>
    answer(
      '{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}},"access_token":"t"}',
    ),
  'duplicate-keys': () => answer('{"access_token":"first","access_token":"second","token_type":"Bearer"}'),
  'huge-number': () => answer('{"access_token":"t","expires_in":1e400}'),
  empty: () => answer(''),
  'no-http': () => (socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n'),
  hostile: () =>
    answer(
      '{"error":"invalid_client","error_description":"\\u001b[31m<script>alert(1)</script>\\u202Etxt.exe"}',
      [],
      '401 Unauthorized',
    ),
  '301': () => redirect('301 Moved Permanently', '/good'),
  '302': () => redirect('302 Found', '/good'),
  '303': () => redirect('303 See Other', '/good'),
  '307': () => redirect('307 Temporary Redirect', '/good'),
  '308': () => redirect('308 Permanent Redirect', '/good'),
  loop: () => redirect('302 Found', '/loop'),
  'to-metadata': () => redirect('302 Found', 'http://169.254.169.254/latest/meta-data'),
  'to-file': () => redirect('302 Found', 'file:///etc/passwd'),
  'to-nonsense': () => redirect('302 Found', 'http://['),
  'to-other-port': () => redirect('302 Found', 'http://127.0.0.1:9/'),
  good: () => answer(token),
}

/** A server on this machine whose path names its fault; over TLS when given a certificate. */
export const startMisbehaving = async (tls?: TlsOptions): Promise<MisbehavingServer> => {
  const made = new Map<string, Misbehaviour>()
  const counts = new Map<string, number>()
  const sockets = new Set<Socket>()
  let connections = 0
  const serve = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    let request = ''
    socket.on('data', (chunk: Buffer) => {
      const before = request.includes('\r\n\r\n')
      request = (request + chunk.toString('latin1')).slice(0, 100_000)
      if (before || !request.includes('\r\n\r\n')) return
      const path = /^\w+ \/([\w-]*)/.exec(request)?.[1] ?? ''
      counts.set(path, (counts.get(path) ?? 0) + 1)
      const known = made.get(path) ?? MISBEHAVIOURS[path]?.() ?? answer('', [], '404 Not Found')
      made.set(path, known)
      known(socket)
    })
  }
  const server: Server = tls === undefined ? createServer(serve) : createTlsServer(tls, serve)
  server.on('connection', () => (connections += 1))
  server.on('tlsClientError', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin: `${tls === undefined ? 'http' : 'https'}://${address}`,
    address,
    requests: (path) => counts.get(path) ?? 0,
    connections: () => connections,
    open: () => sockets.size,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
