import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { LIMITS } from '../http/limits.ts'

/** In whose place the listener stands. */
export const CAPTURE_KINDS = ['token', 'authorize', 'jwks'] as const
export type CaptureKind = (typeof CAPTURE_KINDS)[number]

/** One request exactly as it came. */
export interface CapturedRequest {
  readonly kind: CaptureKind
  readonly method: string
  /** The query as written, with its question mark; empty where there is none. */
  readonly query: string
  readonly httpVersion: string
  /** Names as spelled, in order, repeated ones kept. */
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Buffer
}

export interface CaptureReply {
  readonly status: number
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string | Buffer
}

export interface CaptureListener {
  readonly host: string
  /** Holds the secret path: whoever knows it may use the listener. */
  url(kind: CaptureKind): string
  /** How many requests were turned away. */
  refused(): number
  stop(): Promise<void>
}

const SECRET_BYTES = 24
const OWN_HEADERS: readonly (readonly [string, string])[] = [
  ['Cache-Control', 'no-store'],
  ['X-Content-Type-Options', 'nosniff'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'; sandbox"],
  ['Referrer-Policy', 'no-referrer'],
  ['Connection', 'close'],
]

/**
 * A loopback listener of its own, on a free port, with a secret path. It is no part of the workbench's API and knows
 * nothing of it: without the path every request gets the same empty 404, and what a web page sends is refused.
 */
export const startCaptureListener = async (
  onRequest: (request: CapturedRequest, signal: AbortSignal) => Promise<CaptureReply>,
): Promise<CaptureListener> => {
  const secret = randomBytes(SECRET_BYTES).toString('base64url')
  let refused = 0
  let port = 0
  const answer = async (req: IncomingMessage, res: ServerResponse) => {
    const refuse = (status: number) => {
      refused++
      send(res, { status, headers: [], body: '' })
    }
    const kind = isOwnHost(req, port) ? kindOf(req.url ?? '', secret) : undefined
    if (kind === undefined) return refuse(404)
    if (isFromPage(req, kind)) return refuse(403)
    const body = await readBody(req)
    if (body === undefined) return refuse(413)
    const control = new AbortController()
    res.once('close', () => control.abort())
    const reply = await onRequest(
      {
        kind,
        method: req.method ?? '',
        query: /\?.*$/s.exec(req.url ?? '')?.[0] ?? '',
        httpVersion: req.httpVersion,
        headers: headerPairs(req.rawHeaders),
        body,
      },
      control.signal,
    ).catch((): CaptureReply => ({ status: 500, headers: [], body: '' }))
    send(res, reply)
  }
  const server = createServer(
    {
      maxHeaderSize: LIMITS.headers,
      headersTimeout: LIMITS.headersTimeoutMs,
      requestTimeout: LIMITS.requestTimeoutMs,
      keepAliveTimeout: LIMITS.keepAliveTimeoutMs,
      connectionsCheckingInterval: LIMITS.checkEveryMs,
      requireHostHeader: false,
    },
    // Somebody who goes away in the middle of a body ends nothing but the own connection.
    (req, res) => void answer(req, res).catch(() => res.destroy()),
  )
  server.maxConnections = LIMITS.connections
  server.on('connect', (_req, socket) => socket.destroy())
  server.on('upgrade', (_req, socket) => socket.destroy())
  server.on('clientError', (_error, socket) => socket.destroy())
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port: 0, host: '127.0.0.1', exclusive: true }, resolve)
  })
  port = (server.address() as AddressInfo).port
  return {
    host: `127.0.0.1:${port}`,
    url: (kind) => `http://127.0.0.1:${port}/${secret}/${kind}`,
    refused: () => refused,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const isOwnHost = (req: IncomingMessage, port: number): boolean =>
  req.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length === 1 &&
  [`127.0.0.1:${port}`, `localhost:${port}`].includes((req.headers.host ?? '').toLowerCase())

/** The kind in `/SECRET/KIND`, compared in a time that does not depend on the guess. */
function kindOf(target: string, secret: string): CaptureKind | undefined {
  if (target.length > LIMITS.requestTarget) return undefined
  const path = target.replace(/\?.*$/s, '')
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return CAPTURE_KINDS.find((kind) => timingSafeEqual(digest(path), digest(`/${secret}/${kind}`)))
}

/** A browser says so itself; only the navigation of an authorization request is meant to come from one. */
function isFromPage({ headers, method }: IncomingMessage, kind: CaptureKind): boolean {
  const isNavigation =
    headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document' && method === 'GET'
  if (kind === 'authorize' && isNavigation && headers.origin === undefined) return false
  return headers.origin !== undefined || headers['sec-fetch-site'] !== undefined
}

const headerPairs = (raw: readonly string[]): [string, string][] =>
  raw.flatMap((name, index): [string, string][] => (index % 2 === 0 ? [[name, raw[index + 1] ?? '']] : []))

/** Undefined when it is larger than is taken; the connection then ends. */
async function readBody(req: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LIMITS.body) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function send(res: ServerResponse, { status, headers, body }: CaptureReply): void {
  if (res.headersSent || res.destroyed) return
  res.sendDate = false
  const ours = new Set(OWN_HEADERS.map(([name]) => name.toLowerCase()))
  const cache = headers.filter(([name]) => name.toLowerCase() === 'cache-control')
  const own = cache.length === 0 ? OWN_HEADERS : OWN_HEADERS.filter(([name]) => name !== 'Cache-Control')
  // A relayed page may not choose what a browser lets it do at this address.
  const relayed = headers.filter(([name]) => !ours.has(name.toLowerCase()))
  res.writeHead(status, [...own, ...cache, ...relayed].flat())
  res.end(body)
}
