import { encodeBase64url, encodeUtf8, percentEncode } from '../assertion/base64url.ts'
import { isPathLike, jwtsIn } from './mask.ts'

export interface Residue {
  /** What was found: the name of the secret, or of the pattern. */
  readonly what: string
  /** How it was written: `raw`, `URL-encoded`, `base64`, … */
  readonly form: string
  readonly index: number
}

export interface Secret {
  /** Says which secret this is, without telling it. */
  readonly name: string
  readonly value: string
}

/** Shorter texts occur by chance. Characters. */
export const SHORTEST_SECRET = 6

/** All the ways in which a secret may be written, none twice. */
export function writtenForms(value: string): { form: string; text: string }[] {
  const once = percentEncode(value)
  const bytes = encodeUtf8(value)
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const forms = [
    { form: 'raw', text: value },
    { form: 'URL-encoded', text: once },
    { form: 'URL-encoded', text: lowerEscapes(once) },
    { form: 'URL-encoded', text: once.replaceAll('%20', '+') },
    { form: 'URL-encoded twice', text: percentEncode(once) },
    { form: 'JSON-escaped', text: JSON.stringify(value).slice(1, -1) },
    { form: 'JSON-escaped', text: JSON.stringify(value).slice(1, -1).replaceAll('/', '\\/') },
    { form: 'JSON-escaped', text: JSON.stringify(JSON.stringify(value).slice(1, -1)).slice(1, -1) },
    { form: 'hex', text: hex },
    { form: 'hex', text: hex.toUpperCase() },
    ...base64Forms(bytes),
  ]
  const seen = new Set<string>()
  return forms.filter(({ text }) => text.length >= SHORTEST_SECRET && !seen.has(text) && seen.add(text))
}

const lowerEscapes = (text: string): string => text.replace(/%[0-9A-F]{2}/g, (each) => each.toLowerCase())

/** A secret inside a longer text lies at one of three offsets in its base64; the characters at its ends are shared. */
function base64Forms(bytes: Uint8Array): { form: string; text: string }[] {
  return [0, 1, 2].flatMap((offset) => {
    const padded = new Uint8Array(offset + bytes.length)
    padded.set(bytes, offset)
    const url = encodeBase64url(padded)
    const start = offset === 0 ? 0 : offset + 1
    const whole = Math.floor((padded.length * 8) / 6)
    const text = url.slice(start, whole)
    const plain = text.replaceAll('-', '+').replaceAll('_', '/')
    return [
      { form: 'base64url', text },
      { form: 'base64', text: plain },
      { form: 'base64, URL-encoded', text: percentEncode(plain) },
    ]
  })
}

const PATTERNS: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'a PEM block', pattern: /-----BEGIN [A-Z0-9 ]+-----/g },
  {
    what: 'a private member of a JWK',
    pattern: /\\?"(?:d|p|q|dp|dq|qi|oth|k)\\?"\s*:\s*\\?"[A-Za-z0-9_-]{20,}\\?"/g,
  },
  {
    what: 'a credential of a header',
    pattern: /\b(?:Bearer|Basic|DPoP)\s+(?!realm|error)[A-Za-z0-9+/=._~-]{16,}/gi,
  },
  { what: 'user information in a URL', pattern: /:\/\/[^\s/?#"'@]{1,200}:[^\s/?#"'@]{1,200}@/g },
  { what: 'a long base64 text', pattern: /[A-Za-z0-9+/_-]{64,}={0,2}/g },
]

/** Two parts that hold something; shorter ones are words with dots between them. */
const JWT = /^[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{8,}/

/**
 * Whether an outgoing text still holds a secret: every known one in every way of writing it, and whatever looks like
 * a credential. Linear in the text for each secret and pattern.
 * @param allowed texts that may look like one and are public: a published key, the decoded parts of an assertion
 */
export function findResidue(
  text: string,
  secrets: readonly Secret[],
  allowed: readonly string[] = [],
): Residue | undefined {
  for (const { name, value } of secrets) {
    if (value.length < SHORTEST_SECRET) continue
    for (const { form, text: written } of writtenForms(value)) {
      const index = text.indexOf(written)
      if (index >= 0) return { what: name, form, index }
    }
  }
  const isAllowed = (found: string): boolean =>
    (!found.includes('@') && isPathLike(found)) || allowed.some((each) => each.includes(found))
  for (const jwt of jwtsIn(text))
    if (JWT.test(jwt.text) && !isAllowed(jwt.text))
      return { what: 'a JWT', form: 'by its look', index: jwt.index }
  for (const { what, pattern } of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      if (!isAllowed(match[0])) return { what, form: 'by its look', index: match.index }
    }
  }
  return undefined
}

/** The same texts with every known secret replaced by its mask. */
export function replaceSecrets(text: string, secrets: readonly { value: string; mask: string }[]): string {
  return secrets
    .filter(({ value }) => value.length >= SHORTEST_SECRET)
    .reduce(
      (out, { value, mask }) =>
        writtenForms(value).reduce((each, { text: written }) => each.replaceAll(written, mask), out),
      text,
    )
}
