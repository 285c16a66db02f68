import { diffChars } from 'diff'

/** Longer texts are compared by their common start and end only: a full diff grows with the square. */
const DIFF_LIMIT = 600

export interface Segment {
  readonly text: string
  readonly differs: boolean
}

export interface TextComparison {
  readonly equal: boolean
  /** First differing index in UTF-16 code units; the common length when one is the start of the other. */
  readonly index: number
  readonly actual: readonly Segment[]
  readonly expected: readonly Segment[]
}

/** The two texts in segments, so that what differs can be marked in both. */
export function compareText(actual: string, expected: string): TextComparison {
  const index = firstDifference(actual, expected)
  if (actual === expected) {
    const whole = actual === '' ? [] : [{ text: actual, differs: false }]
    return { equal: true, index, actual: whole, expected: whole }
  }
  if (actual.length + expected.length > DIFF_LIMIT)
    return { equal: false, index, ...byEnds(actual, expected, index) }
  const parts = diffChars(expected, actual)
  return {
    equal: false,
    index,
    actual: parts
      .filter(({ removed }) => !removed)
      .map(({ value, added }) => ({ text: value, differs: added })),
    expected: parts
      .filter(({ added }) => !added)
      .map(({ value, removed }) => ({ text: value, differs: removed })),
  }
}

function firstDifference(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) if (a.charCodeAt(i) !== b.charCodeAt(i)) return i
  return length
}

function byEnds(
  actual: string,
  expected: string,
  start: number,
): Pick<TextComparison, 'actual' | 'expected'> {
  const most = Math.min(actual.length, expected.length) - start
  let tail = 0
  while (tail < most && actual.at(-1 - tail) === expected.at(-1 - tail)) tail++
  const segments = (text: string): Segment[] =>
    [
      { text: text.slice(0, start), differs: false },
      { text: text.slice(start, text.length - tail), differs: true },
      { text: text.slice(text.length - tail), differs: false },
    ].filter(({ text: part }) => part !== '')
  return { actual: segments(actual), expected: segments(expected) }
}

/** Characters that no font shows, or that look like a space. */
export const INVISIBLE = /[\u0000-\u001F\u007F\u00A0\u00AD\u200B-\u200F\u2028-\u202F\u2060\uFEFF]/u

/** `U+200B` for an invisible character; undefined for one that can be seen. */
export function invisibleName(char: string): string | undefined {
  return INVISIBLE.test(char)
    ? `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
    : undefined
}
