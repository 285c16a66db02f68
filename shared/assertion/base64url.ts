const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const VALUES = new Uint8Array(128).fill(255)
for (let i = 0; i < ALPHABET.length; i++) VALUES[ALPHABET.charCodeAt(i)] = i

export type Base64urlResult =
  | {
      readonly ok: true
      readonly bytes: Uint8Array<ArrayBuffer>
      /** False when the unused bits of the last character are not zero. */
      readonly canonical: boolean
    }
  | { readonly ok: false; readonly index: number; readonly why: string }

/** base64url without padding. @see RFC 7515 §2 */
export function encodeBase64url(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    const count = Math.min(3, bytes.length - i) + 1
    for (let j = 0; j < count; j++) text += ALPHABET.charAt((group >> (18 - 6 * j)) & 63)
  }
  return text
}

/** Strict: no padding, no white space, nothing outside the alphabet. Linear; never throws. @see RFC 7515 §2 */
export function decodeBase64url(text: string): Base64urlResult {
  if (text.length % 4 === 1) {
    const bad = firstOutside(text)
    return bad ?? { ok: false, index: text.length - 1, why: 'the length is not possible for base64url' }
  }
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let held = 0
  let bits = 0
  let at = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const value = code < 128 ? (VALUES[code] ?? 255) : 255
    if (value === 255) return firstOutside(text) ?? { ok: false, index: i, why: 'not in the alphabet' }
    held = ((held << 6) | value) & 0xffffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (held >> bits) & 255
    }
  }
  return { ok: true, bytes, canonical: (held & ((1 << bits) - 1)) === 0 }
}

function firstOutside(text: string): Extract<Base64urlResult, { ok: false }> | undefined {
  const index = text.search(/[^A-Za-z0-9_-]/)
  if (index < 0) return undefined
  return { ok: false, index, why: `${JSON.stringify(text.charAt(index))} is not in the base64url alphabet` }
}

export const encodeUtf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

/** Strict UTF-8 with the byte order mark kept; undefined when the bytes are not UTF-8. */
export function decodeUtf8Strict(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Percent-encoding for a form or a query; half of a surrogate pair, which has no bytes, becomes U+FFFD. */
export const percentEncode = (text: string): string =>
  encodeURIComponent(new TextDecoder('utf-8', { ignoreBOM: true }).decode(encodeUtf8(text)))
