import type { IncomingMessage } from 'node:http'
import { WorkbenchError } from '../../shared/errors.ts'
import { LIMITS } from './limits.ts'
import type { PathKind } from './security-headers.ts'

export interface GuardOptions {
  /** Port of the listener; the Host header has to name it. */
  readonly port: number
  readonly isToken: (candidate: string | undefined) => boolean
}

/** Characters of a path that the router and this gate read alike: nothing encoded, no parameters, no backslash. */
const PLAIN_PATH = /^\/[\w.~@+,=:$!/-]*$/
const LANDING = new Set(['/callback', '/launch'])
const SESSION = '/api/session'
const METHODS: Readonly<Record<PathKind, readonly string[]>> = {
  api: ['GET', 'POST', 'PUT'],
  landing: ['GET'],
  page: ['GET', 'HEAD'],
}

/** Path of a request target, without its query. */
export const pathOf = (target: string): string => target.split('?', 1)[0] ?? ''

/** By the lower-cased path: a spelling that no route has is still gated like the route it imitates. */
export const kindOf = (path: string): PathKind => {
  const lower = path.toLowerCase()
  if (lower === '/api' || lower.startsWith('/api/')) return 'api'
  return LANDING.has(lower) ? 'landing' : 'page'
}

/** How often a header was sent; Node itself keeps only the first of some. */
const countOf = ({ rawHeaders }: IncomingMessage, name: string): number =>
  rawHeaders.filter((raw, index) => index % 2 === 0 && raw.toLowerCase() === name).length

const one = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(', ') : value

const checkTarget = (target: string): void => {
  const path = pathOf(target)
  const segments = path.split('/')
  const isPlain =
    target.length <= LIMITS.requestTarget &&
    !/[#\\]/.test(target) &&
    PLAIN_PATH.test(path) &&
    !path.includes('//') &&
    !segments.includes('.') &&
    !segments.includes('..')
  if (!isPlain)
    throw new WorkbenchError('request-invalid', 'The request target is not a plain path of this program')
}

const checkHost = (req: IncomingMessage, port: number): void => {
  if (countOf(req, 'host') !== 1) {
    throw new WorkbenchError('request-invalid', 'A request has exactly one Host header')
  }
  const host = (req.headers.host ?? '').toLowerCase()
  const names = [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]
  // Browsers leave the default port out.
  if (port === 80) names.push('127.0.0.1', 'localhost', '[::1]')
  if (!names.includes(host)) {
    throw new WorkbenchError('host-not-allowed', `This listener answers to 127.0.0.1:${port} only`)
  }
}

const checkMethod = (req: IncomingMessage, kind: PathKind): void => {
  const allowed = METHODS[kind]
  if (!allowed.includes(req.method ?? '')) {
    throw new WorkbenchError('method-not-allowed', `This path takes ${allowed.join(', ')}`)
  }
}

const checkOrigin = (req: IncomingMessage): void => {
  const sent = countOf(req, 'origin')
  if (sent === 0) return
  const own = `http://${(req.headers.host ?? '').toLowerCase()}`
  if (sent > 1 || req.headers.origin !== own) {
    throw new WorkbenchError(
      'origin-not-allowed',
      'The Origin header names another origin than this listener',
    )
  }
}

const checkFetchMetadata = (req: IncomingMessage, kind: PathKind, path: string): void => {
  const site = one(req.headers['sec-fetch-site'])
  if (site === undefined) return
  const isNavigation =
    one(req.headers['sec-fetch-mode']) === 'navigate' && one(req.headers['sec-fetch-dest']) === 'document'
  const isAllowed = {
    api: site === 'same-origin',
    landing: isNavigation,
    page: site === 'same-origin' || site === 'none' || (path === '/' && isNavigation),
  }[kind]
  if (!isAllowed) {
    throw new WorkbenchError('origin-not-allowed', 'The browser says that another site makes this request')
  }
}

const checkToken = (req: IncomingMessage, path: string, { isToken }: GuardOptions): void => {
  if (path === SESSION && req.method === 'POST') return
  const sent = countOf(req, 'x-workbench-token')
  const token = one(req.headers['x-workbench-token'])
  if (sent !== 1 || !isToken(token)) {
    throw new WorkbenchError(
      'session-required',
      'Open the address that the terminal shows, or run "countersign open"',
    )
  }
}

const checkMediaType = (req: IncomingMessage): void => {
  const hasBody =
    req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0
  if (req.method === 'GET') {
    if (hasBody) throw new WorkbenchError('request-invalid', 'A GET has no body')
    return
  }
  const type = (req.headers['content-type'] ?? '').toLowerCase().replaceAll(' ', '')
  const isJson = type === 'application/json' || type === 'application/json;charset=utf-8'
  if (!isJson || countOf(req, 'content-type') !== 1) {
    throw new WorkbenchError('media-type-unsupported', 'The body is application/json in UTF-8')
  }
  if (req.headers['content-encoding'] !== undefined) {
    throw new WorkbenchError('media-type-unsupported', 'The body comes without a content encoding')
  }
}

/**
 * Decides from the head of a request whether the program looks at it at all. Runs before Express, on the raw target
 * and the raw headers; the order is part of the contract with the tests.
 * @throws WorkbenchError
 */
export const checkRequest = (req: IncomingMessage, options: GuardOptions): void => {
  const target = req.url ?? ''
  checkTarget(target)
  checkHost(req, options.port)
  const path = pathOf(target)
  const kind = kindOf(path)
  checkMethod(req, kind)
  checkOrigin(req)
  checkFetchMetadata(req, kind, path)
  if (kind !== 'api') return
  checkToken(req, path, options)
  checkMediaType(req)
}

/** For a WebSocket of the development server: browsers send an Origin and no fetch metadata there. */
export const checkUpgrade = (req: IncomingMessage, options: GuardOptions): void => {
  checkTarget(req.url ?? '')
  checkHost(req, options.port)
  if (countOf(req, 'origin') !== 1) throw new WorkbenchError('origin-not-allowed', 'A socket needs an Origin')
  checkOrigin(req)
}
