import type { RawRequest, RawRequestResult, RawResponse } from './raw-request.ts'
import { isObject } from '../json/is-object.ts'

type Members = Readonly<Record<string, unknown>>

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/**
 * The token request of a HAR file, or of one of its entries: the last POST that carries an assertion, else the last
 * POST. Undefined for JSON that is no HAR. @see http://www.softwareishard.com/blog/har-12-spec/
 */
export function readHar(value: unknown): RawRequestResult | undefined {
  if (!isObject(value)) return undefined
  const log = value['log']
  const listed = isObject(log) && Array.isArray(log['entries']) ? log['entries'].filter(isObject) : undefined
  const entries = listed ?? (isObject(value['request']) ? [value] : undefined)
  if (entries === undefined) return undefined
  const asked = entries.flatMap((entry) =>
    isObject(entry['request']) ? [{ entry, request: entry['request'] }] : [],
  )
  const posts = asked.filter(({ request }) => request['method'] === 'POST')
  const chosen =
    posts.findLast(({ request }) => JSON.stringify(request).includes('client_assertion')) ??
    posts.at(-1) ??
    asked.at(-1)
  if (chosen === undefined)
    return { ok: false, code: 'request-unreadable', message: 'The HAR file has no request.' }
  const { entry, request } = chosen
  const startedMs = Date.parse(textOf(entry['startedDateTime']) ?? '')
  const sentAt = Number.isNaN(startedMs) ? undefined : startedMs / 1000
  const response = isObject(entry['response'])
    ? responseOf(entry['response'], sentAt, entry['time'])
    : undefined
  return {
    ok: true,
    request: requestOf(request),
    ...(response === undefined ? {} : { response }),
    ...(sentAt === undefined ? {} : { sentAt }),
    notes: entries.length > 1 ? [`One of ${entries.length} entries is read.`] : [],
  }
}

function requestOf(request: Members): RawRequest {
  const method = textOf(request['method'])
  const url = textOf(request['url'])
  const post = request['postData']
  const body = isObject(post) ? (textOf(post['text']) ?? bodyOfParams(post['params'])) : undefined
  return {
    ...(method === undefined ? {} : { method }),
    ...(url === undefined ? {} : { url }),
    headers: headersOf(request['headers']),
    ...(body === undefined ? {} : { body }),
  }
}

const headersOf = (headers: unknown): [string, string][] =>
  (Array.isArray(headers) ? headers : []).filter(isObject).flatMap((each): [string, string][] => {
    const [name, value] = [textOf(each['name']), textOf(each['value'])]
    return name === undefined || value === undefined || name.startsWith(':') ? [] : [[name, value]]
  })

/** Recorders that keep the pairs only; their values are as sent. */
const bodyOfParams = (params: unknown): string | undefined =>
  Array.isArray(params)
    ? params
        .filter(isObject)
        .map((each) => `${textOf(each['name']) ?? ''}=${textOf(each['value']) ?? ''}`)
        .join('&')
    : undefined

function responseOf(response: Members, sentAt: number | undefined, time: unknown): RawResponse {
  const content = response['content']
  const raw = isObject(content) ? textOf(content['text']) : undefined
  const body = isObject(content) && content['encoding'] === 'base64' ? decoded(raw) : raw
  const status = typeof response['status'] === 'number' ? response['status'] : undefined
  return {
    ...(status === undefined ? {} : { status }),
    headers: headersOf(response['headers']),
    ...(body === undefined ? {} : { body }),
    ...(sentAt === undefined || typeof time !== 'number' ? {} : { receivedAt: sentAt + time / 1000 }),
  }
}

function decoded(base64: string | undefined): string | undefined {
  try {
    return base64 === undefined
      ? undefined
      : new TextDecoder().decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)))
  } catch {
    return undefined
  }
}
