/** One assignment of a text, as written; nothing in its value is expanded. */
export interface Variable {
  readonly name: string
  readonly value: string
  /** Line of the assignment, counted from 1. */
  readonly line: number
}

/** What may stand before the name: a shell's, cmd's and PowerShell's word, a list item of a compose file. */
const LEAD = /^(?:export\s+|declare\s+-x\s+|set\s+"?|setx\s+|\$env:|-\s+|ENV\s+)?/i
const ASSIGNMENT = /^([A-Za-z_][\w.-]{0,199})(?:\s*=\s*|\s*:\s+|\s*:$)/
const QUOTES = new Set(['"', "'", '`'])

/**
 * The assignments of a `.env` file in the shapes in which people keep them: plain, quoted (over several lines too),
 * `export`, cmd's `set`, PowerShell's `$env:`, the list and the map of a compose file, with comments, a byte order
 * mark and either kind of line end. Text only: `$NAME` and `$(...)` stay as they are. Linear; never throws.
 */
export function parseVariables(text: string): Variable[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  const found: Variable[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = (lines[at] ?? '').trim()
    if (line === '' || line.startsWith('#') || line.startsWith('//')) continue
    const lead = LEAD.exec(line)?.[0] ?? ''
    const rest = line.slice(lead.length)
    const assigned = ASSIGNMENT.exec(rest)
    if (!assigned) continue
    const [whole, name = ''] = assigned
    const raw = rest.slice(whole.length)
    const quote = raw.charAt(0)
    const start = at
    if (QUOTES.has(quote)) {
      const read = readQuoted(lines, at, raw, quote)
      if (read !== undefined) {
        at = read.last
        found.push({ name, value: read.value, line: start + 1 })
        continue
      }
    }
    // cmd's `set "NAME=value"` has its quotes around the whole.
    const closed = lead.endsWith('"') ? raw.replace(/"$/, '') : raw
    found.push({ name, value: closed.replace(/(^|\s)#.*$/, '').trim(), line: start + 1 })
  }
  return found
}

/** A value in quotes, over as many lines as it takes; undefined when the quote is never closed. */
function readQuoted(
  lines: readonly string[],
  first: number,
  raw: string,
  quote: string,
): { readonly value: string; readonly last: number } | undefined {
  const parts: string[] = []
  let text = raw.slice(1)
  for (let at = first; at < lines.length;) {
    const end = closingQuote(text, quote)
    if (end >= 0) {
      parts.push(text.slice(0, end))
      const value = parts.join('\n')
      return { value: quote === '"' ? unescaped(value) : value, last: at }
    }
    parts.push(text)
    at += 1
    text = lines[at] ?? ''
  }
  return undefined
}

function closingQuote(text: string, quote: string): number {
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at)
    if (char === '\\' && quote === '"') at += 1
    else if (char === quote) return at
  }
  return -1
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', $: '$' }

const unescaped = (value: string): string =>
  value.replace(/\\(.)/gs, (whole, char: string) => ESCAPES[char] ?? whole)
