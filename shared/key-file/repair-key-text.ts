/** One mechanical step of a repair, in the order it was taken. */
export type RepairStep =
  | 'byte-order-mark'
  | 'utf-16'
  | 'trailing-comma'
  | 'quotes'
  | 'base64-of-pem'
  | 'base64-of-json'
  | 'escaped-newlines-twice'
  | 'escaped-newlines'
  | 'line-ends'
  | 'indented'
  | 'single-line'
  | 'no-labels'

export interface RepairedText {
  readonly text: string
  readonly steps: readonly RepairStep[]
}

const OPENING_QUOTE = /^\\{0,4}["'`\u2018\u201c\u201e]/
const CLOSING_QUOTE = /\\{0,4}["'`\u2019\u201d]$/
/** What a key's text begins with, quotes aside. */
const KEY_START = /^[\s\uFEFF"'`\\]*(?:-----BEGIN|\{\s*")/
/** Quotes and base64 around each other, as a variable collects them on its way; more is no accident. */
const MAX_LAYERS = 4
const WIDTH = 64

/**
 * Peels the wrappings of a key's text off, outermost first. The content itself is never changed; whether the result is
 * a key is for the caller to look at. Linear.
 */
export function repairKeyText(bytes: Uint8Array): RepairedText {
  const steps: RepairStep[] = []
  const take = (step: RepairStep, before: string, after: string): string => {
    if (after !== before) steps.push(step)
    return after
  }
  const { text: whole, isUtf16 } = decodeKeyText(bytes)
  let text = whole
  if (isUtf16) steps.push('utf-16')
  for (let layer = 0; layer < MAX_LAYERS; layer++) {
    const before = text
    text = take('byte-order-mark', text, text.replace(/^\uFEFF/, ''))
    text = take('trailing-comma', text, text.replace(/(["'`\u201d\u2019-]),\s*$/, '$1'))
    text = take('quotes', text, withoutQuotes(text))
    const decoded = decodedKey(text)
    if (decoded !== undefined)
      text = take(isJson(decoded) ? 'base64-of-json' : 'base64-of-pem', text, decoded)
    if (text === before) break
  }
  // JSON has its own escapes: peeling them off would break it.
  if (isJson(text)) return { text, steps: [...new Set(steps)] }
  // A run of backslashes is looked at from its first one only, or a long run takes the square of its length.
  if (text.includes('-----') || /\\n/.test(text)) {
    text = take('escaped-newlines-twice', text, text.replace(/(?<!\\)\\{2,}(?:r\\{2,}n|[nr])/g, '\n'))
    text = take('escaped-newlines', text, text.replace(/\\r\\n|\\[nr]/g, '\n'))
  }
  text = take('line-ends', text, text.replace(/\r\n?/g, '\n'))
  text = take('indented', text, withoutIndent(text))
  text = take('single-line', text, splitLabels(text))
  text = take('no-labels', text, addLabels(text))
  return { text, steps: [...new Set(steps)] }
}

/** Only from the first BEGIN line to the last END line: what stands around them (attributes, remarks) is no key. */
function withoutIndent(text: string): string {
  const begin = text.indexOf('-----BEGIN')
  if (begin < 0) return text
  const from = text.lastIndexOf('\n', begin) + 1
  const end = text.lastIndexOf('-----END')
  const to = end < begin ? text.length : end
  return text.slice(0, from) + text.slice(from, to).replace(/^[ \t]+/gm, '') + text.slice(to)
}

/** The bytes of a key's text as text; a byte order mark of UTF-8 stays, one of UTF-16 does not. */
export function decodeKeyText(bytes: Uint8Array): { readonly text: string; readonly isUtf16: boolean } {
  const little = bytes[0] === 0xff && bytes[1] === 0xfe
  const isUtf16 = little || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const decoder = isUtf16
    ? new TextDecoder(little ? 'utf-16le' : 'utf-16be')
    : new TextDecoder('utf-8', { ignoreBOM: true })
  return { text: decoder.decode(bytes), isUtf16 }
}

const isJson = (text: string): boolean => /^\s*[{[]/.test(text.slice(0, 64))

function withoutQuotes(text: string): string {
  const inner = text.trim()
  return inner.length > 1 && OPENING_QUOTE.test(inner) && CLOSING_QUOTE.test(inner)
    ? inner.replace(OPENING_QUOTE, '').replace(CLOSING_QUOTE, '')
    : text
}

/** The text in base64 or base64url, where it leads to a PEM or JSON text through whatever layers. */
function decodedKey(text: string): string | undefined {
  if (!leadsToKey(text.slice(0, 400), MAX_LAYERS)) return undefined
  const compact = text.replace(/\s/g, '')
  return /^[A-Za-z0-9+/_-]+={0,2}$/.test(compact) ? fromBase64(compact) : undefined
}

/** @param head the first characters of a text in base64 */
function leadsToKey(head: string, layers: number): boolean {
  const compact = head.replace(/[\s"'`\\]/g, '')
  const inner = fromBase64(compact.slice(0, compact.length - (compact.length % 4)))
  if (layers === 0 || inner === undefined) return false
  return KEY_START.test(inner) || leadsToKey(inner, layers - 1)
}

function fromBase64(base64: string): string | undefined {
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(base64)) return undefined
  try {
    const bytes = Uint8Array.from(atob(base64.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
      char.charCodeAt(0),
    )
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** BEGIN, body and END on one line become lines of their own; spaces in the body stood for line breaks. */
function splitLabels(text: string): string {
  const match = /^\s*(-----BEGIN [A-Z0-9 ]+-----)([A-Za-z0-9+/= \t]+)(-----END [A-Z0-9 ]+-----)\s*$/.exec(
    text,
  )
  if (!match) return text
  return `${match[1]}\n${wrap((match[2] ?? '').replace(/[ \t]/g, ''))}\n${match[3]}\n`
}

function addLabels(text: string): string {
  const compact = text.replace(/\s/g, '')
  if (text.includes('-----') || !/^MI[A-Za-z0-9+/]{90,}={0,2}$/.test(compact)) return text
  const label = /^MI[A-Z][A-Za-z0-9+/]{0,4}IBAAKC/.test(compact)
    ? 'RSA PRIVATE KEY'
    : /^M(HcCAQEE|IGkAgEB)/.test(compact)
      ? 'EC PRIVATE KEY'
      : 'PRIVATE KEY'
  return `-----BEGIN ${label}-----\n${wrap(compact)}\n-----END ${label}-----\n`
}

const wrap = (body: string): string => body.match(new RegExp(`.{1,${WIDTH}}`, 'g'))?.join('\n') ?? body
