import type { RawResponse } from './raw-request.ts'

const ERROR_CODE =
  /\b(invalid_client|invalid_grant|invalid_request|invalid_scope|invalid_target|unauthorized_client|unsupported_grant_type|access_denied|server_error|temporarily_unavailable|invalid_token|invalid_client_assertion|invalid_assertion)\b/
const STATUS =
  /\b(?:HTTP[/\d.]*|status(?:[ _]?code)?|response(?:[ _]?code)?|code|error)\W{0,4}([1-5]\d\d)\b|\b([45]\d\d)[ :,-]+(?:Client Error|Server Error|Unauthorized|Bad Request|Forbidden|Not Found|Internal|Service|Bad Gateway)/i
const ERROR_JSON = /\{[^{}]{0,4000}"error"\s*:[^{}]{0,4000}\}/
const TOKEN_URL = /https?:\/\/[^\s"'<>()]*\/token\b/i

export interface ErrorText {
  readonly words: string
  readonly response: RawResponse
  readonly url?: string
}

/**
 * The answer that an error text of a program, a log line or a chat message speaks of; undefined for text that speaks
 * of none. A bare error code is taken for the OAuth error that it names.
 */
export function readErrorText(text: string): ErrorText | undefined {
  const json = ERROR_JSON.exec(text)?.[0]
  const code = ERROR_CODE.exec(text)?.[1]
  const found = STATUS.exec(text)
  const status = found === null ? undefined : Number(found[1] ?? found[2])
  if (json === undefined && code === undefined && status === undefined) return undefined
  const url = TOKEN_URL.exec(text)?.[0]
  return {
    words: `an error text${code === undefined ? '' : ` that says ${code}`}${status === undefined ? '' : ` with status ${status}`}`,
    response: {
      ...(status === undefined ? {} : { status }),
      ...(json !== undefined ? { body: json } : code === undefined ? {} : { body: bodyOf(code, text) }),
    },
    ...(url === undefined ? {} : { url }),
  }
}

/** The words around the code are what the server, or the program that asked it, said besides. */
function bodyOf(code: string, text: string): string {
  const said = text
    .replace(code, ' ')
    .replaceAll(/["'`]/g, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/^(?:\W|\berror\b)+|\W+$/gi, '')
    .slice(0, 300)
  return JSON.stringify({ error: code, ...(/[a-z]{3}/i.test(said) ? { error_description: said } : {}) })
}
