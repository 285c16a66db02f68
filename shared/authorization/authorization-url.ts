import { rawQuery } from '../facts/http-facts.ts'

/** One raw `name=value` pair of an authorization URL; nothing is decoded. */
export interface RawPair {
  readonly rawName: string
  /** Undefined where the pair has no "=". */
  readonly rawValue: string | undefined
}

/** An authorization URL in three raw pieces: `printAuthorizationUrl` gives the same text again. */
export interface AuthorizationUrl {
  /** Everything before the first "?"; without a query everything before "#". */
  readonly endpoint: string
  /** Undefined where there is no "?". */
  readonly pairs: readonly RawPair[] | undefined
  /** Behind "#"; undefined where there is none. */
  readonly fragment: string | undefined
}

/** Takes the text apart without decoding anything; any text has a reading, so that a damaged URL can be edited. */
export function parseAuthorizationUrl(url: string): AuthorizationUrl {
  const hash = url.indexOf('#')
  const fragment = hash < 0 ? undefined : url.slice(hash + 1)
  const beforeHash = hash < 0 ? url : url.slice(0, hash)
  if (!beforeHash.includes('?')) return { endpoint: beforeHash, pairs: undefined, fragment }
  const { text, start } = rawQuery(url)
  const pairs = text === '' ? [] : text.split('&').map(pairOf)
  return { endpoint: url.slice(0, start - 1), pairs, fragment }
}

function pairOf(text: string): RawPair {
  const equals = text.indexOf('=')
  return equals < 0
    ? { rawName: text, rawValue: undefined }
    : { rawName: text.slice(0, equals), rawValue: text.slice(equals + 1) }
}

const printPair = ({ rawName, rawValue }: RawPair): string =>
  rawValue === undefined ? rawName : `${rawName}=${rawValue}`

/** `printAuthorizationUrl(parseAuthorizationUrl(x)) = x` for every text. */
export function printAuthorizationUrl({ endpoint, pairs, fragment }: AuthorizationUrl): string {
  const query = pairs === undefined ? '' : `?${pairs.map(printPair).join('&')}`
  return `${endpoint}${query}${fragment === undefined ? '' : `#${fragment}`}`
}

/** Encoded once, a space as %20: what every server decodes to the same value. */
export const encodeValue = (value: string): string =>
  encodeURIComponent(value).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)

/** Builds a URL from decoded pairs, in their order. */
export const buildAuthorizationUrl = (
  endpoint: string,
  parameters: readonly (readonly [string, string])[],
): string => {
  const query = parameters.map(([name, value]) => `${encodeValue(name)}=${encodeValue(value)}`).join('&')
  return query === '' ? endpoint : `${endpoint}${endpoint.includes('?') ? '&' : '?'}${query}`
}

/**
 * The URL with one parameter changed and every other byte as it was: the first of that name is changed in place, a new
 * one stands at the end, `undefined` removes every one of that name.
 * @param rawValue as it stands in the URL, encoded by the caller
 */
export function withRawParameter(url: string, name: string, rawValue: string | undefined): string {
  const parsed = parseAuthorizationUrl(url)
  const pairs = parsed.pairs ?? []
  const isNamed = ({ rawName }: RawPair) => rawName === name
  if (rawValue === undefined) {
    if (!pairs.some(isNamed)) return url
    const rest = pairs.filter((pair) => !isNamed(pair))
    return printAuthorizationUrl({ ...parsed, pairs: rest.length === 0 ? undefined : rest })
  }
  const at = pairs.findIndex(isNamed)
  const next =
    at < 0
      ? [...pairs, { rawName: name, rawValue }]
      : pairs.map((pair, index) => (index === at ? { ...pair, rawValue } : pair))
  return printAuthorizationUrl({ ...parsed, pairs: next })
}

/** As `withRawParameter`, for a decoded value. */
export const withParameter = (url: string, name: string, value: string | undefined): string =>
  withRawParameter(url, name, value === undefined ? undefined : encodeValue(value))

/** The URL with another endpoint and the same query. */
export const withEndpoint = (url: string, endpoint: string): string =>
  printAuthorizationUrl({ ...parseAuthorizationUrl(url), endpoint })

/** First value of that name as it stands in the URL. */
export const rawParameter = (url: string, name: string): string | undefined =>
  parseAuthorizationUrl(url).pairs?.find(({ rawName }) => rawName === name)?.rawValue
