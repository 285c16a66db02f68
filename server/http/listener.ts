import {
  createServer,
  STATUS_CODES,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Logger } from '../services/ports.ts'
import { checkRequest, checkUpgrade, kindOf, pathOf, type GuardOptions } from './guard.ts'
import { limitConnections } from './connection-limit.ts'
import { LIMITS } from './limits.ts'
import { setSecurityHeaders } from './security-headers.ts'
import { sendProblem, toProblem } from './to-problem.ts'

/** Takes over a socket that passed the gate. */
export type UpgradeHandler = (req: IncomingMessage, socket: Duplex, head: Buffer) => void

export interface ListenerOptions {
  /** 0 for any free one. */
  readonly port: number
  readonly isToken: GuardOptions['isToken']
  readonly log: Logger
  /** What answers requests that passed the gate; asked each time, so that development can replace it. */
  readonly handler: () => RequestListener
  /** Development only: Vite's socket. Without it every upgrade is refused. */
  readonly onUpgrade: UpgradeHandler | undefined
  /** For tests that do not wait for seconds. */
  readonly limits?: Partial<typeof LIMITS>
}

export interface Listener {
  readonly port: number
  readonly origin: string
  stop(): Promise<void>
}

const FAULTS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
}

/** For what never becomes a request: a bare answer with the headers that every answer has. */
const refuseSocket = (socket: Duplex, status: number): void => {
  if (!socket.writable) return void socket.destroy()
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Connection: close',
    'Content-Length: 0',
    'Cache-Control: no-store',
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'; sandbox",
    'X-Content-Type-Options: nosniff',
    'X-Frame-Options: DENY',
    'Referrer-Policy: no-referrer',
    'Cross-Origin-Resource-Policy: same-origin',
  ]
  socket.end(`${lines.join('\r\n')}\r\n\r\n`)
}

const logRequest = (req: IncomingMessage, log: Logger, status: number, startedMs: number): void => {
  const path = pathOf(req.url ?? '')
  if (kindOf(path) !== 'api' || req.method === 'GET') return
  const durationMs = Math.round(performance.now() - startedMs)
  log.info({ method: req.method, path: path.slice(0, 80), status, durationMs }, 'request')
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })

const answerWith = (options: ListenerOptions, port: () => number): RequestListener => {
  const { isToken, log, handler, onUpgrade } = options
  return (req, res) => {
    const startedMs = performance.now()
    const dev = onUpgrade === undefined ? undefined : { host: `127.0.0.1:${port()}` }
    setSecurityHeaders(res, kindOf(pathOf(req.url ?? '')), dev)
    res.once('finish', () => logRequest(req, log, res.statusCode, startedMs))
    try {
      checkRequest(req, { port: port(), isToken })
    } catch (error) {
      // The body is not read: what follows on this connection cannot be told from it.
      res.setHeader('Connection', 'close')
      return sendProblem(res, toProblem(error, log))
    }
    handler()(req, res)
  }
}

/** Whether the port can be had, before anything else is touched. @throws the listener's error */
export const checkPort = async (port: number): Promise<void> => {
  if (port === 0) return
  const probe = createServer()
  await listen(probe, port)
  await new Promise((resolve) => probe.close(resolve))
}

/** Listens on 127.0.0.1 with the gate in front. @throws the listener's error, for instance EADDRINUSE */
export const startListener = async (options: ListenerOptions): Promise<Listener> => {
  const { log, isToken, onUpgrade } = options
  const limits = { ...LIMITS, ...options.limits }
  let port = options.port
  const answer = answerWith(options, () => port)
  const server = createServer(
    {
      maxHeaderSize: limits.headers,
      headersTimeout: limits.headersTimeoutMs,
      requestTimeout: limits.requestTimeoutMs,
      keepAliveTimeout: limits.keepAliveTimeoutMs,
      connectionsCheckingInterval: limits.checkEveryMs,
      // The gate answers a missing Host itself, with every header.
      requireHostHeader: false,
    },
    answer,
  )
  limitConnections(server, limits.connections)
  server.on('checkExpectation', answer)
  server.on('connect', (_req, socket) => {
    socket.on('error', () => socket.destroy())
    refuseSocket(socket, 405)
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket) =>
    refuseSocket(socket, FAULTS[error.code ?? ''] ?? 400),
  )
  server.on('upgrade', (req, socket, head) => {
    socket.on('error', () => socket.destroy())
    try {
      checkUpgrade(req, { port, isToken })
    } catch (error) {
      return refuseSocket(socket, toProblem(error, log).status)
    }
    if (onUpgrade === undefined) refuseSocket(socket, 426)
    else onUpgrade(req, socket, head)
  })
  port = await listen(server, options.port)
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
