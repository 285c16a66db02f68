/** Replaces `start` to `end` of the old text; offsets in UTF-16 code units. */
export interface TextEdit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** The smallest single edit that turns one text into the other; undefined when they are equal. */
export function smallestEdit(before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  let tail = 0
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) }
}

/** Both kinds of editor count a line end as one character. */
export const withLineFeeds = (raw: string): string => raw.replace(/\r\n?/g, '\n')

/**
 * Carries an edit of the shown text over to the raw one, so that CR and CRLF stay where nobody typed. A new line
 * takes the first line end of the raw text.
 */
export function mergeEdit(raw: string, next: string): string {
  if (!raw.includes('\r')) return next
  const edit = smallestEdit(withLineFeeds(raw), next)
  if (!edit) return raw
  const lineEnd = /\r\n?|\n/.exec(raw)?.[0] ?? '\n'
  return withoutNewPairs([
    raw.slice(0, rawOffset(raw, edit.start)),
    edit.text.replaceAll('\n', lineEnd),
    raw.slice(rawOffset(raw, edit.end)),
  ])
}

/** Two line ends that the edit brings together stay two: CR before LF would read as one CRLF. */
const withoutNewPairs = (pieces: readonly string[]): string =>
  pieces.reduce(
    (text, piece) => text + (text.endsWith('\r') && piece.startsWith('\n') ? '\n' : '') + piece,
    '',
  )

function rawOffset(raw: string, shownOffset: number): number {
  let at = 0
  for (let shown = 0; shown < shownOffset; shown++) at += raw.startsWith('\r\n', at) ? 2 : 1
  return at
}
