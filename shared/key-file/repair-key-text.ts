/** One mechanical step of a repair, in the order it was taken. */
export type RepairStep =
  | 'byte-order-mark'
  | 'utf-16'
  | 'trailing-comma'
  | 'quotes'
  | 'base64-of-pem'
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

const QUOTES = /^\s*["'`\u2018\u201c\u201e]([^]*)["'`\u2019\u201d]\s*$/
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
  let text = decodeText(bytes, steps)
  text = take('byte-order-mark', text, text.replace(/^\uFEFF/, ''))
  text = take('trailing-comma', text, text.replace(/(["'`\u201d\u2019-]),\s*$/, '$1'))
  text = take('quotes', text, QUOTES.exec(text)?.[1] ?? text)
  text = take('base64-of-pem', text, decodedPem(text) ?? text)
  text = take('quotes', text, QUOTES.exec(text)?.[1] ?? text)
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

function decodeText(bytes: Uint8Array, steps: RepairStep[]): string {
  const little = bytes[0] === 0xff && bytes[1] === 0xfe
  if (!little && !(bytes[0] === 0xfe && bytes[1] === 0xff))
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  steps.push('utf-16')
  return new TextDecoder(little ? 'utf-16le' : 'utf-16be').decode(bytes)
}

function decodedPem(text: string): string | undefined {
  const compact = text.replace(/\s/g, '')
  if (!compact.startsWith('LS0tLS1') || !/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) return undefined
  try {
    return atob(compact)
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
