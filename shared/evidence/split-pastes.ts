/** One thing of a pasted text, in the order of the text. */
export interface Paste {
  readonly kind:
    'curl' | 'http-request' | 'http-answer' | 'json' | 'pem' | 'jwt' | 'variables' | 'form' | 'url' | 'text'
  readonly text: string
}

const CURL = /^\s*(?:\$\s+|>\s+|PS [^>]*>\s*)?(?:\S*[\\/])?curl(?:\.exe)?\s/
const REQUEST_LINE = /^(?:> )?[A-Z]{3,10}\s+\S+\s+HTTP\/\d/
const ANSWER = /^(?:< )?HTTP\/[\d.]+\s+\d{3}|^curl: \(\d+\)/
const JWT = /^\s*["']?[\w-]{10,}\.[\w-]+\.[\w-]*["']?,?\s*$/
/** A line of a JWT that was broken over several, the first one with the start of its header. */
const JWT_START = /^\s*eyJ[\w-]{7}[\w.-]*\s*$/
const JWT_LINE = /^\s*[\w.-]+\s*$/
/** Shorter than this a line behind a whole JWT is a word, unless the lines before it are all of one width. Characters. */
const BROKEN_AT_LEAST = 20
/** More lines than a JWT is broken into; keeps the reading linear. */
const MAX_JWT_LINES = 200
/** JSON, where it is printed with a word before it: `Header:  {...}`. */
const JSON_LINE = /^\s*(?:(?:["']?\w[\w ]{0,23}["']?\s*)?[:=]\s*)?(?=[{[])/
const PEM = /^\s*-----BEGIN /
const VARIABLE = /^\s*(?:export\s+|set\s+"?|setx\s+|\$env:|-\s+)?[A-Za-z_][\w.-]*\s*=/i
const FORM_NAME =
  /^\s*&?(?:grant_type|client_assertion|client_assertion_type|client_id|client_secret|scope|code|redirect_uri|code_verifier|refresh_token|resource|audience|assertion)=/
const URL_LINE = /^\s*https?:\/\/\S+\s*$/i
/** The lines of `curl -v` that are neither request nor answer. */
const CHATTER = /^\*|^[{}] \[/

/**
 * The things of a text that somebody pasted, one or several: commands, HTTP messages, JSON, keys, tokens, variables,
 * forms, addresses; what is none of them is text. Linear in the length of the text for what people paste.
 */
export function splitPastes(given: string): Paste[] {
  const text = given.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n')
  const pastes: Paste[] = []
  let loose: string[] = []
  const flush = (): void => {
    const rest = loose.join('\n').trim()
    if (rest !== '') pastes.push({ kind: 'text', text: rest })
    loose = []
  }
  let at = 0
  while (at < text.length) {
    const found = takeAt(text, at)
    if (found === undefined) {
      const line = lineAt(text, at)
      if (!CHATTER.test(line)) loose.push(line)
      at += line.length + 1
      continue
    }
    flush()
    const taken = text.slice(found.start ?? at, found.end).trim()
    pastes.push({ kind: found.kind, text: found.kind === 'curl' ? continued(taken) : taken })
    at = found.end
  }
  flush()
  return pastes
}

const lineAt = (text: string, at: number): string => {
  const end = text.indexOf('\n', at)
  return text.slice(at, end < 0 ? text.length : end)
}

interface Taken {
  readonly kind: Paste['kind']
  /** Offset of its first character, behind a label such as `Payload:`. */
  readonly start?: number
  /** Offset of what follows. */
  readonly end: number
}

/** The thing that begins with the line at this offset. */
function takeAt(text: string, at: number): Taken | undefined {
  const line = lineAt(text, at)
  if (line.trim() === '') return undefined
  if (CURL.test(line)) return { kind: 'curl', end: endOfCommand(text, at) }
  if (REQUEST_LINE.test(line)) return { kind: 'http-request', end: endOfMessage(text, at, true) }
  if (ANSWER.test(line)) return { kind: 'http-answer', end: endOfMessage(text, at, false) }
  if (PEM.test(line)) return { kind: 'pem', end: endOfPem(text, at) }
  const label = JSON_LINE.exec(line)
  if (label) {
    const start = at + label[0].length
    const end = endOfJson(text, start)
    if (end !== undefined) return { kind: 'json', start, end }
  }
  if (JWT_START.test(line)) {
    const end = endOfJwt(text, at)
    if (end !== undefined) return { kind: 'jwt', end }
  }
  if (JWT.test(line)) return { kind: 'jwt', end: at + line.length }
  if (URL_LINE.test(line)) return { kind: 'url', end: at + line.length }
  if (FORM_NAME.test(line)) return { kind: 'form', end: endOfLines(text, at, isFormLine) }
  if (VARIABLE.test(line) || /^\s*#/.test(line)) {
    const end = endOfVariables(text, at)
    if (end !== undefined) return { kind: 'variables', end }
  }
  return undefined
}

/** Where a JWT ends that mail or a terminal has broken over lines; undefined while it has not three parts. */
function endOfJwt(text: string, start: number): number | undefined {
  let [at, dots] = [start, 0]
  const widths: number[] = []
  while (at < text.length && widths.length < MAX_JWT_LINES) {
    const line = lineAt(text, at)
    const more = line.split('.').length - 1
    if (!JWT_LINE.test(line) || dots + more > 2) break
    const width = line.trim().length
    const isOneWidth = widths.length > 1 && widths.every((each) => each === widths[0])
    if (dots === 2 && width < BROKEN_AT_LEAST && !isOneWidth) break
    widths.push(width)
    dots += more
    at += line.length + 1
  }
  return dots === 2 ? Math.min(at - 1, text.length) : undefined
}

const isFormLine = (line: string): boolean => FORM_NAME.test(line) || /^\s*&?[a-z_]+=\S*\s*$/.test(line)

function endOfLines(text: string, start: number, belongs: (line: string) => boolean): number {
  let at = start
  while (at < text.length) {
    const line = lineAt(text, at)
    if (!belongs(line)) break
    at += line.length + 1
  }
  return Math.min(at, text.length)
}

/** Assignments, comments and empty lines; quoted values run over several lines. A comment alone is none. */
function endOfVariables(text: string, start: number): number | undefined {
  let at = start
  let isAny = false
  while (at < text.length) {
    const line = lineAt(text, at)
    const value = /^[^=]*=\s*(["'`])([^]*)$/.exec(line)
    if (FORM_NAME.test(line)) break
    if (VARIABLE.test(line)) isAny = true
    else if (!/^\s*(#|$)/.test(line)) break
    at += line.length + 1
    const quote = value?.[1]
    if (quote !== undefined && VARIABLE.test(line) && !value?.[2]?.includes(quote)) {
      const end = text.indexOf(quote, at)
      if (end >= 0) at = end + lineAt(text, end).length + 1
    }
  }
  return isAny ? Math.min(at, text.length) : undefined
}

/**
 * A shell command ends with its line, unless a quote is open, the line is continued, or the next one begins with an
 * option: people lose the backslashes on the way.
 */
function endOfCommand(text: string, start: number): number {
  let quote = ''
  for (let at = start; at < text.length; at++) {
    const char = text.charAt(at)
    if (quote !== '') {
      if (char === '\\' && quote === '"') at += 1
      else if (char === quote) quote = ''
    } else if (char === '"' || char === "'") quote = char
    else if (char === '\\' && text.charAt(at + 1) !== '\n') at += 1
    else if (char === '\n') {
      const isContinued = /[\\^`]$/.test(text.slice(Math.max(start, at - 2), at).trimEnd())
      if (!isContinued && !/^\s*-{1,2}[A-Za-z]/.test(lineAt(text, at + 1))) return at
    }
  }
  // A quote that nobody closes does not swallow the rest: the command ends before the answer.
  return quote === '' ? text.length : (firstLine(text, start, ANSWER) ?? text.length)
}

/** The command with the backslashes that it lost between its options. */
function continued(command: string): string {
  let quote = ''
  const breaks: number[] = []
  for (let at = 0; at < command.length; at++) {
    const char = command.charAt(at)
    if (quote !== '') {
      if (char === '\\' && quote === '"') at += 1
      else if (char === quote) quote = ''
    } else if (char === '"' || char === "'") quote = char
    else if (char === '\\') at += 1
    else if (char === '\n' && !/[\\^`]\s*$/.test(command.slice(Math.max(0, at - 3), at))) breaks.push(at)
  }
  return breaks.reduceRight((text, at) => `${text.slice(0, at)} \\${text.slice(at)}`, command)
}

/** An HTTP message ends before the next message, command or key. The JSON of a body ends it as well. */
function endOfMessage(text: string, start: number, isRequest: boolean): number {
  let at = start + lineAt(text, start).length + 1
  let isBody = false
  while (at < text.length) {
    const line = lineAt(text, at)
    if (CURL.test(line) || REQUEST_LINE.test(line)) return at
    // Interim answers and followed redirects stand before the answer and belong to it.
    if (isRequest && ANSWER.test(line)) return at
    if (!isRequest && ANSWER.test(line) && !/^(?:< )?HTTP/.test(line)) return at
    if (isBody && /^\s*[{[]/.test(line)) return endOfJson(text, at) ?? text.length
    if (/^(?:[<>] ?)?\s*$/.test(line)) isBody = true
    at += line.length + 1
  }
  return text.length
}

function firstLine(text: string, start: number, sign: RegExp): number | undefined {
  for (let at = start; at < text.length;) {
    const line = lineAt(text, at)
    if (sign.test(line)) return at
    at += line.length + 1
  }
  return undefined
}

function endOfPem(text: string, start: number): number {
  const end = /-----END [^-\n]*-----/.exec(text.slice(start))
  return end === null ? text.length : start + end.index + end[0].length
}

/** Where the JSON value that begins here is closed; undefined when it never is. */
function endOfJson(text: string, start: number): number | undefined {
  if (text.indexOf('}', start) < 0 && text.indexOf(']', start) < 0) return undefined
  let depth = 0
  let isString = false
  for (let at = start; at < text.length; at++) {
    const char = text.charAt(at)
    if (isString) {
      if (char === '\\') at += 1
      else if (char === '"') isString = false
    } else if (char === '"') isString = true
    else if (char === '{' || char === '[') depth += 1
    else if (char === '}' || char === ']') {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return undefined
}
