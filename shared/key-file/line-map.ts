import { decodeKeyText } from './repair-key-text.ts'

export interface MappedLine {
  /** Counted from 1. */
  readonly number: number
  readonly shown: string
  readonly marks: string[]
}

const MAX_LINES = 200
const LABEL = /^-----(?:BEGIN|END) [A-Z0-9 ]{1,40}-----$/

const MARKS: readonly (readonly [mark: string, test: RegExp])[] = [
  ['byte order mark', /^\uFEFF/],
  ['indented', /^[ \t]+\S/],
  ['space at the end', /\S[ \t]+\r?$/],
  ['CRLF', /\r$/],
  ['line breaks written as \\n', /\\n/],
  ['quote', /["'`\u2018\u2019\u201c\u201d]/],
  ['character that is no base64', /[^A-Za-z0-9+/=\s\\"'`,:-]/],
]

/**
 * The lines of a key's text by their shape: whole labels are shown, of everything else its length alone. Nothing of
 * the key can be read from it.
 */
export function lineMap(bytes: Uint8Array): { readonly lines: MappedLine[]; readonly moreLines: number } {
  const { text, isUtf16 } = decodeKeyText(bytes)
  const all = text.split('\n')
  if (all.at(-1) === '') all.pop()
  const lines = all.slice(0, MAX_LINES).map((line, index) => {
    const bare = line.replace(/\r$/, '')
    const isLabel = LABEL.test(bare.trim())
    const marks = MARKS.filter(
      ([mark, test]) => test.test(line) && !(isLabel && mark.startsWith('character')),
    )
    return {
      number: index + 1,
      shown: isLabel ? bare.trim() : bare === '' ? 'empty' : `${bare.length} characters, hidden`,
      marks: [...(isUtf16 && index === 0 ? ['UTF-16'] : []), ...marks.map(([mark]) => mark)],
    }
  })
  return { lines, moreLines: all.length - lines.length }
}
