import { encodeBase64url, encodeUtf8 } from '../assertion/base64url.ts'
import { sha256 } from '../facts/thumbprint.ts'
import { parseAuthorizationUrl, printAuthorizationUrl, type RawPair } from './authorization-url.ts'

/**
 * Stands in a template for a value that is made anew for each login. `<` and `>` never stand unencoded in a URL, so it
 * cannot be mistaken for a value that somebody typed.
 */
export const NEW = '<new>'

/** Parameters that are made anew for each login where the template says so. */
export const FRESH_NAMES = ['state', 'nonce', 'code_challenge'] as const
export type FreshName = (typeof FRESH_NAMES)[number]

/** What one login puts in; an absent one leaves its mark standing. */
export type FreshValues = Readonly<Partial<Record<FreshName, string>>>

const isFresh = (name: string): name is FreshName => FRESH_NAMES.some((each) => each === name)

/** The URL of one login: each mark replaced by that login's value, every other byte as typed. */
export function fillFresh(template: string, values: FreshValues): string {
  if (!template.includes(NEW)) return template
  const parsed = parseAuthorizationUrl(template)
  const fill = (pair: RawPair): RawPair => {
    const value = pair.rawValue === NEW && isFresh(pair.rawName) ? values[pair.rawName] : undefined
    return value === undefined ? pair : { ...pair, rawValue: value }
  }
  return printAuthorizationUrl({ ...parsed, pairs: parsed.pairs?.map(fill) })
}

/** The other way: where the text has this login's value, the mark stands again; what somebody typed stays. */
export function unfillFresh(url: string, values: FreshValues): string {
  const parsed = parseAuthorizationUrl(url)
  const unfill = (pair: RawPair): RawPair =>
    isFresh(pair.rawName) && pair.rawValue !== undefined && pair.rawValue === values[pair.rawName]
      ? { ...pair, rawValue: NEW }
      : pair
  return printAuthorizationUrl({ ...parsed, pairs: parsed.pairs?.map(unfill) })
}

export type ChallengeMethod = 'S256' | 'plain' | 'none'

/** What the URL itself says: without a method a challenge is plain (RFC 7636 §4.3). */
export function challengeMethodOf(url: string): ChallengeMethod {
  const pairs = parseAuthorizationUrl(url).pairs ?? []
  const value = (name: string) => pairs.find(({ rawName }) => rawName === name)?.rawValue
  if (value('code_challenge') === undefined) return 'none'
  return value('code_challenge_method') === 'S256' ? 'S256' : 'plain'
}

/** base64url of the SHA-256 of the verifier (RFC 7636 §4.2, S256). */
export const s256 = async (verifier: string): Promise<string> =>
  encodeBase64url(await sha256(encodeUtf8(verifier)))
