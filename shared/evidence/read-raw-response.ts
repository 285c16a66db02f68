import type { FailureClass } from '../attempt/attempt.ts'
import { readHttpMessage } from './read-http-message.ts'
import type { RawResponse } from './raw-request.ts'

/** curl's exit codes, as they stand in its own message. @see https://curl.se/libcurl/c/libcurl-errors.html */
const CURL_CODES: Readonly<Record<string, FailureClass>> = {
  5: 'dns',
  6: 'dns',
  7: 'connect',
  18: 'truncated',
  28: 'timeout',
  35: 'tls',
  47: 'redirect',
  51: 'tls',
  52: 'reset',
  53: 'tls',
  55: 'reset',
  56: 'reset',
  58: 'tls',
  59: 'tls',
  60: 'tls',
  61: 'encoding',
  63: 'too-large',
  64: 'tls',
  66: 'tls',
  77: 'tls',
  83: 'tls',
  91: 'tls',
}

const STATUS_LINE = /^HTTP\/[\d.]+\s+(\d{3})/

/**
 * The answer as `curl -i` prints it, as `curl -v` does, or the body alone. Interim answers, a proxy's own answer and
 * followed redirects stand before it and are passed over. Without a status line the status stays unknown.
 */
export function readRawResponse(given: string): RawResponse {
  const text = withoutMarks(given.replace(/^\uFEFF/, '')).trimStart()
  const failed = /^curl: \((\d+)\)\s*(.*)$/m.exec(text)
  let rest = text
  let found: RawResponse | undefined
  while (STATUS_LINE.test(rest)) {
    const { startLine, headers, body } = readHttpMessage(rest)
    const status = Number(STATUS_LINE.exec(startLine)?.[1])
    found = { status, headers, ...(body === undefined ? {} : { body: body.replace(/\r?\n$/, '') }) }
    if (body === undefined || !STATUS_LINE.test(body.trimStart())) break
    rest = body.trimStart()
  }
  if (found !== undefined) return found
  if (failed) {
    return { failure: CURL_CODES[failed[1] ?? ''] ?? 'connect', detail: failed[2] ?? '' }
  }
  return { body: text.replace(/\r?\n$/, '') }
}

/** The `< ` lines of `curl -v` with the body that follows them; other text as it is. */
function withoutMarks(text: string): string {
  if (!/^< HTTP\//m.test(text)) return text
  return text
    .split(/\r?\n/)
    .filter((line) => !/^([>*]|[{}] \[)/.test(line))
    .map((line) => line.replace(/^< ?/, ''))
    .join('\n')
}
