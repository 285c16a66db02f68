import { parseJson, toValue } from '../json/parse-json.ts'
import { parseCurl } from './parse-curl.ts'
import { readHar } from './read-har.ts'
import { readHttpMessage } from './read-http-message.ts'
import type { RawRequestResult } from './raw-request.ts'

/** A browser's export names every header of every request. */
const HAR_MEMBERS = 500_000
const REQUEST_LINE = /^([A-Z]+)\s+(\S+)\s+HTTP\/\d/

/**
 * A token request from what people have at hand: a curl command, a HAR file or entry, a raw HTTP request, or the form
 * body alone. Never throws; nothing is opened, expanded or run.
 */
export function readRawRequest(given: string): RawRequestResult {
  const text = given.replace(/^\uFEFF/, '').trimStart()
  if (text === '') return { ok: false, code: 'request-unreadable', message: 'The request is empty.' }
  if (/^(\$\s+)?(\S*[\\/])?curl(\.exe)?\s/.test(text)) return parseCurl(text.replace(/^\$\s+/, ''))
  const [firstLine = ''] = text.split(/\r?\n/, 1)
  if (REQUEST_LINE.test(firstLine)) return fromHttp(text)
  if (text.startsWith('{')) {
    const parsed = parseJson(text, HAR_MEMBERS)
    const har = parsed.ok ? readHar(toValue(parsed.node)) : undefined
    if (har !== undefined) return har
  }
  return fromBody(text)
}

function fromHttp(text: string): RawRequestResult {
  const { startLine, headers, body } = readHttpMessage(text)
  const [, method = '', target = ''] = REQUEST_LINE.exec(startLine) ?? []
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1]
  const url = /^https?:/i.test(target) ? target : host === undefined ? undefined : `https://${host}${target}`
  return {
    ok: true,
    request: {
      method,
      headers,
      ...(url === undefined ? {} : { url }),
      // An editor ends the last line; only a body that says its length in full may keep the line end.
      ...(body === undefined ? {} : { body: withoutFinalLineEnd(body, headers) }),
    },
    notes: url === undefined ? ['The request has no Host header, so its address is not known.'] : [],
  }
}

function withoutFinalLineEnd(body: string, headers: readonly (readonly [string, string])[]): string {
  const said = headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1]
  return Number(said) === new TextEncoder().encode(body).length ? body : body.replace(/\r?\n$/, '')
}

/** A form body, or something sent in its place; method, address and headers are not known. */
const fromBody = (text: string): RawRequestResult =>
  /^[^\s=]{1,100}=/.test(text) || /^[{[<]/.test(text)
    ? { ok: true, request: { body: text.replace(/\r?\n$/, '') }, notes: [] }
    : {
        ok: false,
        code: 'request-unreadable',
        message: 'The text is no curl command, HAR entry, HTTP request or form body.',
      }
