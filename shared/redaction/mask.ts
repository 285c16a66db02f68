import { parseForm } from '../facts/http-facts.ts'
import { parseJson, type JsonNode } from '../json/parse-json.ts'

/** What stands for a removed value; of one length, so that it tells nothing. */
export const DOTS = '••••••••'

/** Members of a token or error answer that are shown. Everything else is masked. */
const SAFE_ANSWER_MEMBERS = new Set([
  'token_type',
  'expires_in',
  'scope',
  'error',
  'error_description',
  'error_uri',
  'error_codes',
  'timestamp',
  'trace_id',
  'correlation_id',
  'need_patient_banner',
  'issued_token_type',
  'status',
  'title',
  'type',
  'detail',
  'message',
])

/** Headers of an answer whose values are shown. */
export const SAFE_HEADERS =
  /^(date|age|via|server|content-(type|length|encoding|language)|cache-control|pragma|expires|connection|keep-alive|transfer-encoding|vary|location|retry-after|www-authenticate|strict-transport-security|x-(request|correlation|trace)-?id|(request|correlation|trace|client-request)-?id|dpop-nonce|x-content-type-options|x-frame-options|x-ratelimit-.*)$/i

/** Form parameters that are shown as sent. */
const SAFE_PARAMETERS = new Set([
  'grant_type',
  'client_id',
  'client_assertion_type',
  'redirect_uri',
  'scope',
  'resource',
  'audience',
  'code_challenge_method',
  'requested_token_type',
  'subject_token_type',
])

export const isSafeAnswerMember = (name: string): boolean => SAFE_ANSWER_MEMBERS.has(name)
export const isSafeParameter = (name: string): boolean => SAFE_PARAMETERS.has(name)

const TOKENS: readonly RegExp[] = [
  /-----BEGIN [A-Z0-9 ]+-----[^]*?(?:-----END [A-Z0-9 ]+-----|$)/g,
  /\b(?:Bearer|Basic|DPoP)\s+[A-Za-z0-9+/=._~-]{8,}/gi,
]

/** The path of an address is long and holds slashes too, but no segment of it mixes small, capital and digit at length. */
export const isPathLike = (text: string): boolean =>
  text.includes('/') &&
  text
    // A match that starts behind a percent sign starts with the digits of an escape.
    .replace(/^[0-9A-F]{2}/, '')
    .split('/')
    .every((part) => part.length <= 40 && !(/[a-z]/.test(part) && /[A-Z]/.test(part) && /\d/.test(part)))

/** Also every long run of encoded characters, whatever it is. */
const ENCODED_RUN = /[A-Za-z0-9+/_-]{48,}={0,2}/g

/** Base64url of a brace and what may follow it: a quote, a space, a tab, a line break. A word such as `eyecare` is none. */
const JWT_START = /\b(?:eyJ|e(?:y[IAB]|w[klop01])[\w-]{5})/
/** Parts after the header: two of a JWS, four of a JWE. */
const JWT_REST = 4

/**
 * JWTs in a text, also cut ones. By runs and their parts, each looked at once: one pattern for the whole would start
 * anew at every hyphen of a long run.
 */
export function* jwtsIn(text: string): Generator<{ readonly index: number; readonly text: string }> {
  // Most texts of an attempt hold none; taking them apart was a third of what redaction costs.
  if (!JWT_START.test(text)) return
  for (const { 0: run, index: at } of text.matchAll(/[\w.-]+/g)) {
    const parts = run.split('.')
    let offset = at
    for (let index = 0; index < parts.length; index += 1) {
      const part = parts[index] ?? ''
      const start = index + 1 < parts.length ? part.search(JWT_START) : -1
      if (start >= 0) {
        const rest = parts.slice(index + 1, index + 1 + JWT_REST)
        const found = [part.slice(start), ...rest].join('.')
        yield { index: offset + start, text: found }
        index += rest.length
        offset += start + found.length + 1
      } else offset += part.length + 1
    }
  }
}

function maskJwts(text: string): string {
  let masked = ''
  let from = 0
  for (const { index, text: jwt } of jwtsIn(text)) {
    masked += text.slice(from, index) + DOTS
    from = index + jwt.length
  }
  return masked + text.slice(from)
}

/** Free text without JWTs, PEM blocks and credentials of an Authorization header; ids and thumbprints stay. */
export const maskTokens = (text: string): string =>
  TOKENS.reduce((masked, pattern) => masked.replace(pattern, DOTS), maskJwts(text))

/** Free text with everything that looks like a credential taken out. Linear patterns only. */
export const maskPatterns = (text: string): string =>
  maskTokens(text).replace(ENCODED_RUN, (found) => (isPathLike(found) ? found : DOTS))

/** Headers of an answer: an allow-list by name, a pattern pass over the rest of what is shown. */
export const maskHeaders = (headers: readonly (readonly [string, string])[]): [string, string][] =>
  headers.map(([name, value]) => [
    name,
    SAFE_HEADERS.test(name) ? maskPatterns(withoutQuerySecrets(value)) : DOTS,
  ])

const withoutQuerySecrets = (value: string): string =>
  value.replace(/([?&](?:code|state|access_token|id_token|token|session_state)=)[^&\s"']+/gi, `$1${DOTS}`)

export interface MaskedBody {
  /** Undefined where nothing of it may be shown. */
  readonly text: string | undefined
  /** Names of the members whose value was masked and can be revealed one at a time. */
  readonly revealable: readonly string[]
}

/**
 * An answer's body as it may be shown. JSON: an allow-list of members, everything else masked in place so that the
 * text keeps its shape. An error page: a pattern pass. A success that does not parse: nothing at all.
 */
export function maskAnswerBody(text: string, status: number): MaskedBody {
  const parsed = parseJson(text)
  const isSuccess = status >= 200 && status < 300
  if (!parsed.ok || parsed.node.kind !== 'object') {
    return { text: isSuccess && text.trim() !== '' ? undefined : maskPatterns(text), revealable: [] }
  }
  const revealable: string[] = []
  const spans: { start: number; end: number; text: string }[] = []
  for (const { name, value } of parsed.node.members) {
    if (SAFE_ANSWER_MEMBERS.has(name)) {
      for (const leaf of strings(value))
        spans.push({ start: leaf.start, end: leaf.end, text: JSON.stringify(maskPatterns(leaf.value)) })
      continue
    }
    if (value.kind === 'null' || value.kind === 'boolean') continue
    if (value.kind === 'string') revealable.push(name)
    spans.push({ start: value.start, end: value.end, text: `"${DOTS}"` })
  }
  return { text: splice(text, spans), revealable: [...new Set(revealable)] }
}

function* strings(node: JsonNode): Iterable<Extract<JsonNode, { kind: 'string' }>> {
  if (node.kind === 'string') yield node
  if (node.kind === 'array') for (const item of node.items) yield* strings(item)
  if (node.kind === 'object') for (const { value } of node.members) yield* strings(value)
}

function splice(text: string, spans: readonly { start: number; end: number; text: string }[]): string {
  let out = ''
  let at = 0
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    out += text.slice(at, span.start) + span.text
    at = span.end
  }
  return out + text.slice(at)
}

/** A compact JWT without its signature: header and payload may be shown, the signature never. */
export const maskSignature = (jwt: string): string => {
  const [header, payload, ...rest] = jwt.split('.')
  return rest.length === 0 || payload === undefined ? DOTS : `${header}.${payload}.${DOTS}`
}

/** A form body as sent, secrets masked in place; the raw encoding of everything else is kept. */
export function maskFormBody(body: string): string {
  const spans = parseForm(body).flatMap(({ name, rawName, rawValue, value, offset }) => {
    if (SAFE_PARAMETERS.has(name) || rawValue === '') return []
    const start = offset + rawName.length + 1
    const masked = name === 'client_assertion' || name === 'assertion' ? maskSignature(value ?? '') : DOTS
    return [{ start, end: start + rawValue.length, text: masked }]
  })
  return splice(body, spans)
}

/** Request headers: the values of credentials are masked. */
export const maskRequestHeaders = (headers: readonly (readonly [string, string])[]): [string, string][] =>
  headers.map(([name, value]) => [
    name,
    /^(authorization|cookie|proxy-authorization|dpop)$/i.test(name) ? DOTS : value,
  ])
