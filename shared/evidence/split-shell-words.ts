export type ShellWords =
  | { readonly ok: true; readonly words: readonly string[] }
  | { readonly ok: false; readonly why: string; readonly index: number }

const ANSI_C: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
  e: '\u001B',
  E: '\u001B',
  '0': '\0',
}

/**
 * The words of one shell command as a POSIX shell splits them: quotes, `$'...'`, backslashes and continued lines.
 * Text only: nothing is expanded, so `$NAME`, `$(...)` and backquotes stay as written. Ends at an unquoted `|`, `;`,
 * `&` or line break. Linear; never throws.
 */
export function splitShellWords(text: string): ShellWords {
  const words: string[] = []
  let word: string | undefined
  let at = 0
  while (at < text.length) {
    const char = text.charAt(at)
    const next = text.charAt(at + 1)
    // Continued lines of POSIX shells (\), of cmd (^) and of PowerShell (`).
    const broken = /^[\\^`]\r?\n/.exec(text.slice(at, at + 3))
    if (broken) at += broken[0].length
    else if (char === '\\') {
      word = (word ?? '') + next
      at += 2
    } else if (char === "'") {
      const end = text.indexOf("'", at + 1)
      if (end < 0) return { ok: false, why: 'a single quote is not closed', index: at }
      word = (word ?? '') + text.slice(at + 1, end)
      at = end + 1
    } else if (char === '"' || (char === '$' && next === "'")) {
      const read = char === '"' ? readDouble(text, at) : readAnsiC(text, at)
      if (read === undefined) return { ok: false, why: 'a quote is not closed', index: at }
      word = (word ?? '') + read.value
      at = read.end
    } else if (/\s/.test(char) || /[|;&]/.test(char)) {
      if (word !== undefined) words.push(word)
      word = undefined
      if (/[|;&\n]/.test(char)) {
        if (words.length > 0) break
      }
      at += 1
    } else {
      word = (word ?? '') + char
      at += 1
    }
  }
  if (word !== undefined) words.push(word)
  return { ok: true, words }
}

interface Read {
  readonly value: string
  /** Index after the closing quote. */
  readonly end: number
}

function readDouble(text: string, start: number): Read | undefined {
  const value: string[] = []
  for (let at = start + 1; at < text.length; at++) {
    const char = text.charAt(at)
    if (char === '"') return { value: value.join(''), end: at + 1 }
    const next = text.charAt(at + 1)
    if (char === '\\' && /["\\$`\n]/.test(next)) {
      if (next !== '\n') value.push(next)
      at += 1
    } else value.push(char)
  }
  return undefined
}

function readAnsiC(text: string, start: number): Read | undefined {
  const value: string[] = []
  for (let at = start + 2; at < text.length; at++) {
    const char = text.charAt(at)
    if (char === "'") return { value: value.join(''), end: at + 1 }
    if (char !== '\\') {
      value.push(char)
      continue
    }
    const code = /^(?:u([0-9a-f]{1,4})|x([0-9a-f]{1,2}))/i.exec(text.slice(at + 1, at + 6))
    const digits = code?.[1] ?? code?.[2]
    if (code && digits !== undefined) {
      value.push(String.fromCharCode(Number.parseInt(digits, 16)))
      at += code[0].length
    } else {
      const next = text.charAt(at + 1)
      value.push(ANSI_C[next] ?? next)
      at += 1
    }
  }
  return undefined
}
