import type { FailureClass } from '../../shared/attempt/attempt.ts'
import { WorkbenchError, type Confirmation } from '../../shared/errors.ts'
import type { Clock, Ledger } from '../services/ports.ts'
import { parseTarget } from './address-policy.ts'
import { failureOf } from './failure-of.ts'
import { UPSTREAM_LIMITS } from './limits.ts'
import { makeDispatcher, type ClientIdentity } from './make-dispatcher.ts'
import { makeSlots } from './make-slots.ts'
import { makeTargetCheck, type Route, type TargetOptions } from './make-target-check.ts'
import { proxyFor } from './proxy-for.ts'
import type { PeerCertificate } from './read-peer-chain.ts'
import { readLimited } from './read-limited.ts'
import { makeTrustedRoots } from './root-certificates.ts'

export interface UpstreamRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body?: string | Buffer
  /** For the ledger: why this connection is made. */
  readonly reason: string
  /** Confirmation ids that the person has said yes to. */
  readonly confirm: readonly string[]
  readonly signal?: AbortSignal
  /** Shown to a TLS server that asks for a client certificate. */
  readonly identity?: ClientIdentity
  /** False for a GET that carries a credential: its redirect is the answer. */
  readonly followRedirects?: boolean
}

export interface UpstreamAnswer {
  readonly sentAt: number
  readonly receivedAt: number
  readonly durationMs: number
  /** Where the answer came from after redirects of a GET. */
  readonly url: string
  readonly redirects: readonly string[]
  readonly status?: number
  readonly statusText?: string
  readonly headers: readonly (readonly [string, string])[]
  /** Decoded once from its content encoding; strict UTF-8 else undefined. */
  readonly bodyText?: string
  readonly bodyBytes?: Buffer
  readonly failure?: FailureClass
  readonly detail?: string
  /** Of a TLS connection that was made directly, whether its certificates were accepted or not. */
  readonly certificates?: readonly PeerCertificate[]
}

export interface UpstreamOptions extends TargetOptions {
  readonly clock: Clock
  readonly ledger: Ledger
  /** PEM bundle added to the default roots. */
  readonly caFile?: string
}

export interface Upstream {
  /** The confirmation that this target needs, if any. @throws WorkbenchError url-invalid, target-not-allowed */
  needs(url: string): Promise<Confirmation | undefined>
  /**
   * Sends once. A POST follows no redirect and is never repeated. Failures of the network are data.
   * @throws WorkbenchError url-invalid, target-not-allowed, confirmation-required
   */
  send(request: UpstreamRequest): Promise<UpstreamAnswer>
}

/** Headers that belong to the origin that they were made for. */
const CREDENTIALS = /^(authorization|cookie|proxy-authorization|dpop)$/i

export function createUpstream(options: UpstreamOptions): Upstream {
  const { clock, ledger, env = {} } = options
  const limits = { ...UPSTREAM_LIMITS, ...options.limits }
  const roots = makeTrustedRoots(options.caFile, env)
  const slot = makeSlots(limits.atOnce)
  const { judge, checked } = makeTargetCheck(options)

  async function exchange(
    request: UpstreamRequest,
    url: URL,
    { addresses, proxy }: Route,
    seen: Pick<Parameters<typeof makeDispatcher>[0], 'onChain' | 'onAlert'>,
  ) {
    const { request: undiciRequest } = await import('undici')
    const dispatcher = await makeDispatcher({
      addresses,
      proxy,
      roots: roots(),
      limits,
      ...seen,
      identity: request.identity,
    })
    const total = AbortSignal.timeout(limits.totalMs)
    const signal = request.signal === undefined ? total : AbortSignal.any([total, request.signal])
    try {
      const answer = await undiciRequest(url, {
        dispatcher,
        method: request.method,
        headers: request.headers.flatMap(([name, value]) => [name, value]),
        ...(request.body === undefined ? {} : { body: request.body }),
        signal,
        responseHeaders: 'raw',
      })
      const raw = answer.headers as unknown as readonly (string | Buffer)[]
      const headers: [string, string][] = []
      for (let i = 0; i + 1 < raw.length; i += 2)
        headers.push([String(raw[i]).toLowerCase(), String(raw[i + 1])])
      const body = await readLimited(answer.body, headers, limits.bodyBytes)
      return { status: answer.statusCode, statusText: answer.statusText, headers, body }
    } finally {
      // Destroyed, not closed: an answer that is cut off must not keep the socket.
      void dispatcher.destroy()
    }
  }

  async function once(
    request: UpstreamRequest,
    url: URL,
    viaPublic: boolean,
  ): Promise<UpstreamAnswer & { isPublic: boolean }> {
    const sentAt = clock.now()
    const startMs = clock.monotonicMs()
    let isPublic = false
    let certificates: readonly PeerCertificate[] = []
    let alert: Error | undefined
    const done = (rest: Partial<UpstreamAnswer>): UpstreamAnswer & { isPublic: boolean } => ({
      sentAt,
      receivedAt: clock.now(),
      durationMs: Math.round(clock.monotonicMs() - startMs),
      url: url.href,
      redirects: [],
      headers: [],
      ...(certificates.length === 0 ? {} : { certificates }),
      ...rest,
      isPublic,
    })
    const proxy = proxyFor(url, env)
    const note = (result: string, bytesReceived?: number) =>
      ledger.record({
        kind: 'connection',
        target: `${url.origin}${url.pathname}`,
        reason: proxy === undefined ? request.reason : `${request.reason}, through the proxy ${proxy.shown}`,
        result,
        ...(request.body === undefined ? {} : { bytesSent: Buffer.byteLength(request.body) }),
        ...(bytesReceived === undefined ? {} : { bytesReceived }),
      })
    try {
      const route = await checked(url, request.confirm, viaPublic)
      isPublic = route.isPublic
      const { status, statusText, headers, body } = await exchange(request, url, route, {
        onChain: (chain) => void (certificates = chain),
        onAlert: (error) => void (alert ??= error),
      })
      note(String(status), body.bytes.length)
      return done({
        status,
        statusText,
        headers,
        bodyBytes: body.bytes,
        ...(body.text === undefined ? {} : { bodyText: body.text }),
      })
    } catch (cause) {
      if (cause instanceof WorkbenchError) throw cause
      const { failure, detail } = failureOf(alert ?? cause, request.signal?.aborted === true)
      note(`${failure}: ${detail}`)
      return done({ failure, detail })
    }
  }

  async function follow(request: UpstreamRequest): Promise<UpstreamAnswer> {
    let url = parseTarget(request.url)
    let current = request
    const redirects: string[] = []
    let viaPublic = false
    for (;;) {
      const { isPublic, ...answer } = await once(current, url, viaPublic)
      const location = answer.headers.find(([name]) => name === 'location')?.[1]
      const status = answer.status ?? 0
      const mayFollow = request.method === 'GET' && request.followRedirects !== false
      if (!mayFollow || location === undefined || status < 300 || status > 399)
        return { ...answer, redirects }
      const refused = (detail: string): UpstreamAnswer => ({
        ...answer,
        redirects: [...redirects, location],
        failure: 'redirect',
        detail,
      })
      if (redirects.length >= limits.redirects) return refused('too many redirects')
      if (!URL.canParse(location, url)) return refused('the Location is no URL')
      const next = new URL(location, url)
      if (url.protocol === 'https:' && next.protocol !== 'https:') return refused('the redirect leaves https')
      viaPublic ||= isPublic
      redirects.push(next.href)
      // A fragment is the browser's business; it is not part of what is asked for.
      next.hash = ''
      if (next.origin !== url.origin)
        current = { ...current, headers: current.headers.filter(([name]) => !CREDENTIALS.test(name)) }
      try {
        url = parseTarget(next.href)
      } catch {
        return refused('the redirect leads to an address that is not contacted')
      }
    }
  }

  return {
    async needs(text) {
      const url = parseTarget(text)
      // An unknown name is a result of the sending, not a reason to ask.
      return judge(url, false).then(
        ({ confirmation }) => confirmation,
        (cause: unknown) => {
          if (cause instanceof WorkbenchError) throw cause
          return undefined
        },
      )
    },
    send: (request) => slot(() => follow(request)),
  }
}
