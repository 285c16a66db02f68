import { decodeBase64url, decodeUtf8Strict } from './base64url.ts'
import { MAX_HEADER_TEXT, MAX_PAYLOAD_TEXT } from './text-limits.ts'

/** A foreign JWT as the two texts of an assertion, or why it is none. */
export type PastedJwt =
  | {
      readonly ok: true
      /** The decoded bytes as text, exactly: spacing, order, duplicates and number literals stay. */
      readonly headerText: string
      readonly payloadText: string
      /** Whether there was a third part. */
      readonly hadSignature: boolean
    }
  | {
      readonly ok: false
      /** The part that cannot be read; undefined where the whole is at fault. */
      readonly part: 'header' | 'payload' | undefined
      /** Offset in the pasted text, UTF-16 code units; undefined where there is no single place. */
      readonly index: number | undefined
      /** Completes a sentence about the part: "is not …". */
      readonly why: string
    }

/** What is copied along with a JWT: a scheme, a parameter's name, quotes, white space. */
const BEFORE = /^\s*(?:Bearer\s+|(?:client_assertion|assertion)=)?["'`]?/i
const AFTER = /["'`]$/

const refuse = (
  part: 'header' | 'payload' | undefined,
  index: number | undefined,
  why: string,
): PastedJwt => ({
  ok: false,
  part,
  index,
  why,
})

/**
 * Takes a compact JWS apart (RFC 7515 §3.1, §7.1). Nothing is parsed and printed again, and JSON that is broken stays as
 * it is: the editors show where. The third part is not read. Linear but for a logarithm; never throws.
 */
export function readPastedJwt(pasted: string): PastedJwt {
  const start = BEFORE.exec(pasted)?.[0].length ?? 0
  const jwt = pasted.slice(start).trimEnd().replace(AFTER, '')
  const parts = jwt.split('.', 6)
  const [header = '', payload = ''] = parts
  if (parts.length === 5) return refuse(undefined, undefined, 'has five parts: it is encrypted (JWE)')
  if (parts.length !== 3 && parts.length !== 2)
    return refuse(undefined, undefined, `has ${partCount(parts.length)} between its dots; three are wanted`)
  const first = decode('header', header, start, MAX_HEADER_TEXT)
  if (!first.ok) return first.refusal
  if (!first.text.trimStart().startsWith('{'))
    return refuse('header', start, 'does not decode to a JSON object')
  const second = decode('payload', payload, start + header.length + 1, MAX_PAYLOAD_TEXT)
  if (!second.ok) return second.refusal
  return {
    ok: true,
    headerText: first.text,
    payloadText: second.text,
    hadSignature: (parts[2] ?? '') !== '',
  }
}

const partCount = (count: number): string =>
  count === 1 ? '1 part' : count > 5 ? 'more than five parts' : `${count} parts`

type Decoded =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly refusal: PastedJwt }

/** @param from where the part stands in the pasted text */
function decode(part: 'header' | 'payload', base64url: string, from: number, max: number): Decoded {
  const no = (index: number | undefined, why: string): Decoded => ({
    ok: false,
    refusal: refuse(part, index, why),
  })
  if (base64url === '') return no(from, 'is empty')
  // Four characters are three bytes, and a UTF-16 code unit takes at most three of them.
  if (base64url.length > max * 4) return no(undefined, `is longer than ${max} characters`)
  const decoded = decodeBase64url(base64url)
  if (!decoded.ok) return no(from + decoded.index, `is not base64url: ${decoded.why}`)
  const text = decodeUtf8Strict(decoded.bytes)
  if (text === undefined) {
    const byte = firstBadByte(decoded.bytes)
    return no(from + Math.floor((byte * 4) / 3), `is not UTF-8: its byte ${byte} fits no character`)
  }
  return text.length > max ? no(undefined, `is longer than ${max} characters`) : { ok: true, text }
}

/** Offset of the last byte of the shortest prefix that cannot begin a UTF-8 text. */
function firstBadByte(bytes: Uint8Array): number {
  let [good, bad] = [0, bytes.length]
  while (good + 1 < bad) {
    const middle = (good + bad) >> 1
    if (beginsUtf8(bytes.subarray(0, middle))) good = middle
    else bad = middle
  }
  return bad - 1
}

function beginsUtf8(prefix: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(prefix, { stream: true })
    return true
  } catch {
    return false
  }
}
