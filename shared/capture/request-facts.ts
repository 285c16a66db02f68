import { parseForm } from '../facts/http-facts.ts'
import { decodePart, readPart } from '../facts/json-part.ts'

/** A token request in the parts that people compare. */
export interface ComparableRequest {
  readonly method: string
  readonly url: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string
}

export interface Difference {
  readonly name: string
  readonly before?: string
  readonly after?: string
}

/** Differ in every request by their nature; compared by kind and by what they say together. */
const VOLATILE = new Set(['jti', 'iat', 'exp', 'nbf'])
/** Belong to the connection or to the sender's library, not to the request. */
const SKIPPED_HEADERS =
  /^(host|connection|keep-alive|content-length|transfer-encoding|user-agent|accept-language|accept-encoding|sec-fetch-.*|traceparent|tracestate|date)$/i

/** The texts inside the client assertion of a form body; empty where there is none or it does not decode. */
export function assertionTexts(body: string): { headerText: string; payloadText: string } {
  const assertion = parseForm(body).find(({ name }) => name === 'client_assertion')?.value
  const [header, payload] = assertion?.split('.') ?? []
  const text = (part: string | undefined) => (part === undefined ? '' : (decodePart(part).text ?? ''))
  return { headerText: text(header), payloadText: text(payload) }
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))

/** Name and value of everything that is compared; the time claims as their distances. */
export function requestFacts(request: ComparableRequest): Map<string, string> {
  const { headerText, payloadText } = assertionTexts(request.body)
  const facts = new Map<string, string>([['method', request.method]])
  const claims = readPart(payloadText).members
  for (const [name, value] of Object.entries(readPart(headerText).members))
    facts.set(`header.${name}`, shown(value))
  for (const [name, value] of Object.entries(claims)) {
    facts.set(`payload.${name}`, VOLATILE.has(name) ? `a ${kindOfValue(value)}` : shown(value))
  }
  const { iat, exp } = claims
  if (typeof iat === 'number' && typeof exp === 'number') facts.set('lifetime (exp − iat)', `${exp - iat} s`)
  for (const { name, value, rawName, rawValue } of parseForm(request.body)) {
    if (name === 'client_assertion') {
      if (value !== undefined && rawValue !== value)
        facts.set('encoding of client_assertion', 'percent-encoded')
      continue
    }
    facts.set(`parameter ${name}`, value ?? rawValue)
    const encoding = encodingOf(rawValue)
    if (encoding !== '') facts.set(`encoding of ${rawName}`, encoding)
  }
  for (const [name, value] of request.headers)
    if (!SKIPPED_HEADERS.test(name)) facts.set(`HTTP ${name.toLowerCase()}`, value)
  const query = /\?.*$/s.exec(request.url)?.[0]
  if (query !== undefined) facts.set('query of the URL', query)
  return facts
}

function kindOfValue(value: unknown): string {
  if (Array.isArray(value)) return 'list'
  if (typeof value !== 'number')
    return value === null ? 'null' : typeof value === 'string' ? 'text' : typeof value
  return Number.isInteger(value)
    ? value > 1e11
      ? 'number of milliseconds'
      : 'whole number'
    : 'number with a fraction'
}

/** How spaces and double encoding stand in a raw value; empty where there is nothing to tell apart. */
const encodingOf = (raw: string): string =>
  [
    /%25[0-9a-f]{2}/i.test(raw) && 'encoded twice',
    /\+/.test(raw) && 'space as +',
    /%20/.test(raw) && 'space as %20',
  ]
    .filter(Boolean)
    .join(', ')

/** What stands in one and not in the other, or otherwise; in the order of the first, then what is new. */
export function differences(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Difference[] {
  const names = [...before.keys(), ...[...after.keys()].filter((name) => !before.has(name))]
  return names.flatMap((name) => {
    const [a, b] = [before.get(name), after.get(name)]
    return a === b
      ? []
      : [{ name, ...(a === undefined ? {} : { before: a }), ...(b === undefined ? {} : { after: b }) }]
  })
}
