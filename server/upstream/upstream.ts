import { lookup as dnsLookup } from 'node:dns/promises'
import { readFileSync } from 'node:fs'
import { isIP, type LookupFunction } from 'node:net'
import { getCACertificates, rootCertificates } from './root-certificates.ts'
import type { FailureClass } from '../../shared/attempt/attempt.ts'
import { WorkbenchError, type Confirmation } from '../../shared/errors.ts'
import type { Clock, Ledger } from '../services/ports.ts'
import { bareHost, classifyAddress, hostPort, parseTarget } from './address-policy.ts'
import { readLimited } from './read-limited.ts'
import { failureOf } from './failure-of.ts'

export interface UpstreamRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body?: string
  /** For the ledger: why this connection is made. */
  readonly reason: string
  /** Confirmation ids that the person has said yes to. */
  readonly confirm: readonly string[]
  readonly signal?: AbortSignal
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
}

export interface UpstreamOptions {
  readonly clock: Clock
  readonly ledger: Ledger
  /** `host:port` of the listeners of this program; never contacted, except the practice server's. */
  readonly ownHosts: () => readonly string[]
  /** `host:port` allowed at the start: `--allow-target` and the practice server. */
  readonly allowed: () => readonly string[]
  readonly isApproved: (approval: string) => boolean
  readonly approve: (approval: string) => Promise<void>
  /** PEM bundle added to the default roots. */
  readonly caFile?: string
  /** For tests: another resolver. */
  readonly resolve?: (hostname: string) => Promise<readonly { address: string; family: number }[]>
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

const LIMITS = {
  connectMs: 5_000,
  firstByteMs: 15_000,
  totalMs: 30_000,
  headerBytes: 16_384,
  bodyBytes: 1_048_576,
  redirects: 3,
  atOnce: 4,
}

export function createUpstream(options: UpstreamOptions): Upstream {
  const { clock, ledger } = options
  const resolve = options.resolve ?? ((name) => dnsLookup(name, { all: true, verbatim: true }))
  let running = 0
  const waiting: (() => void)[] = []

  /** Addresses of the host, all of them checked. */
  async function addressesOf(url: URL) {
    const host = bareHost(url)
    if (isIP(host) !== 0) return [{ address: host, family: isIP(host) }]
    return resolve(host)
  }

  async function judge(url: URL, viaPublic: boolean) {
    if (options.ownHosts().includes(hostPort(url))) {
      throw new WorkbenchError('target-not-allowed', `${hostPort(url)} is this workbench itself.`)
    }
    const addresses = await addressesOf(url)
    const kinds = addresses.map(({ address }) => classifyAddress(address))
    if (kinds.includes('never'))
      throw new WorkbenchError(
        'target-not-allowed',
        `${url.hostname} leads to an address that is never contacted.`,
      )
    const isPrivate = kinds.includes('private')
    const approval = `private-target ${hostPort(url)}`
    const isAllowed = options.allowed().includes(hostPort(url)) || options.isApproved(approval)
    if (isPrivate && viaPublic && !isAllowed) {
      throw new WorkbenchError(
        'target-not-allowed',
        `A public address led to ${hostPort(url)}, which is private and was not allowed.`,
      )
    }
    if (url.protocol === 'http:' && !isPrivate) {
      throw new WorkbenchError(
        'url-invalid',
        `${url.origin} is not encrypted; http is for private hosts only.`,
      )
    }
    const confirmation: Confirmation | undefined =
      !isPrivate || isAllowed
        ? undefined
        : {
            id: approval,
            kind: 'private-target',
            message: `${hostPort(url)} is a private address of this machine or network. Allow this host and port?`,
            values: { host: hostPort(url), address: addresses.map(({ address }) => address).join(', ') },
          }
    return { addresses, confirmation }
  }

  async function checked(url: URL, confirm: readonly string[], viaPublic: boolean) {
    const { addresses, confirmation } = await judge(url, viaPublic)
    if (confirmation !== undefined) {
      if (!confirm.includes(confirmation.id)) {
        throw new WorkbenchError('confirmation-required', confirmation.message, {
          confirmations: [confirmation],
        })
      }
      await options.approve(confirmation.id)
    }
    return addresses
  }

  async function slot<T>(work: () => Promise<T>): Promise<T> {
    if (running >= LIMITS.atOnce) await new Promise<void>((go) => waiting.push(go))
    running++
    try {
      return await work()
    } finally {
      running--
      waiting.shift()?.()
    }
  }

  async function exchange(
    request: UpstreamRequest,
    url: URL,
    addresses: readonly { address: string; family: number }[],
  ) {
    const { Agent, request: undiciRequest } = await import('undici')
    const lookup: LookupFunction = (_hostname, lookupOptions, callback) => {
      const list = addresses.map(({ address, family }) => ({ address, family }))
      if (lookupOptions.all) callback(null, list)
      else callback(null, list[0]?.address ?? '', list[0]?.family ?? 4)
    }
    const agent = new Agent({
      connect: {
        lookup,
        timeout: LIMITS.connectMs,
        rejectUnauthorized: true,
        minVersion: 'TLSv1.2',
        ca: [
          ...rootCertificates,
          ...getCACertificates(),
          ...(options.caFile === undefined ? [] : [readFileSync(options.caFile, 'utf8')]),
        ],
      },
      headersTimeout: LIMITS.firstByteMs,
      bodyTimeout: LIMITS.firstByteMs,
      maxHeaderSize: LIMITS.headerBytes,
      pipelining: 0,
      connections: 1,
    })
    const total = AbortSignal.timeout(LIMITS.totalMs)
    const signal = request.signal === undefined ? total : AbortSignal.any([total, request.signal])
    try {
      const answer = await undiciRequest(url, {
        dispatcher: agent,
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
      const body = await readLimited(answer.body, headers, LIMITS.bodyBytes)
      return { status: answer.statusCode, statusText: answer.statusText, headers, body }
    } finally {
      // Destroyed, not closed: an answer that is cut off must not keep the socket.
      void agent.destroy()
    }
  }

  async function once(request: UpstreamRequest, url: URL, viaPublic: boolean) {
    const sentAt = clock.now()
    const startMs = clock.monotonicMs()
    const done = (rest: Partial<UpstreamAnswer>): UpstreamAnswer => ({
      sentAt,
      receivedAt: clock.now(),
      durationMs: Math.round(clock.monotonicMs() - startMs),
      url: url.href,
      redirects: [],
      headers: [],
      ...rest,
    })
    const note = (result: string, bytesReceived?: number) =>
      ledger.record({
        kind: 'connection',
        target: `${url.origin}${url.pathname}`,
        reason: request.reason,
        result,
        ...(request.body === undefined ? {} : { bytesSent: Buffer.byteLength(request.body) }),
        ...(bytesReceived === undefined ? {} : { bytesReceived }),
      })
    try {
      const addresses = await checked(url, request.confirm, viaPublic)
      const { status, statusText, headers, body } = await exchange(request, url, addresses)
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
      const { failure, detail } = failureOf(cause, request.signal?.aborted === true)
      note(`${failure}: ${detail}`)
      return done({ failure, detail })
    }
  }

  async function follow(request: UpstreamRequest): Promise<UpstreamAnswer> {
    let url = parseTarget(request.url)
    const redirects: string[] = []
    let viaPublic = false
    for (;;) {
      const answer = await once(request, url, viaPublic)
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
      if (redirects.length >= LIMITS.redirects) return refused('too many redirects')
      if (!URL.canParse(location, url)) return refused('the Location is no URL')
      const next = new URL(location, url)
      if (url.protocol === 'https:' && next.protocol !== 'https:') return refused('the redirect leaves https')
      viaPublic ||= (await addressesOf(url)).every(({ address }) => classifyAddress(address) === 'public')
      redirects.push(next.href)
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
