import { expect, it } from 'vitest'
import { PARSERS } from './parsers.ts'

const SIZE = 65_536
const repeat = (unit: string): string => unit.repeat(Math.ceil(SIZE / unit.length)).slice(0, SIZE)

const HOSTILE: readonly { why: string; text: string }[] = [
  { why: 'one letter', text: repeat('a') },
  { why: 'spaces', text: repeat(' ') },
  { why: 'spaces and a letter', text: `${repeat(' ')}b` },
  { why: 'line breaks', text: repeat('\n') },
  { why: 'dots', text: repeat('.') },
  { why: 'JWT starts', text: repeat('eyJ') },
  { why: 'dotted JWT starts', text: repeat('eyJ.') },
  { why: 'a PEM start and spaces', text: `-----BEGIN A-----${repeat(' ')}-----END` },
  { why: 'PEM starts', text: repeat('-----BEGIN A-----') },
  { why: 'dashes', text: repeat('-') },
  { why: 'open brackets', text: repeat('[') },
  { why: 'open objects', text: repeat('{"a":') },
  { why: 'one member again and again', text: `{${repeat('"a":1,')}"a":1}` },
  { why: 'quotes', text: repeat('"') },
  { why: 'backslashes', text: `"${repeat('\\')}` },
  { why: 'ampersands', text: repeat('&=') },
  { why: 'percents', text: repeat('%2') },
  { why: 'assignments', text: repeat('A="') },
  { why: 'header lines', text: `POST / HTTP/1.1\r\n${repeat('a:b\r\n')}` },
  { why: 'Bearer words', text: repeat('Bearer ') },
  { why: 'DER starts', text: repeat('\u0030\u0082') },
  { why: 'data options', text: `curl ${repeat('-d a ')}` },
]

/**
 * The promise is 200 ms on an idle machine; a test does not look at the clock that closely. What it must catch takes
 * many seconds: 64 KiB squared.
 */
const FAR_FROM_SQUARE_MS = 3_000

it.each(PARSERS)(
  'R78 the reader of $name is done with 64 KiB of anything far before the square of it',
  async ({ read, examples }) => {
    // By itself, and behind what the reader is made for: many look further only there.
    const starts = ['', examples[0] ?? '', `${examples[0]}\n`]
    for (const { why, text } of HOSTILE)
      for (const start of starts) {
        const startMs = performance.now()
        await read(start + text)
        expect([why, start, performance.now() - startMs < FAR_FROM_SQUARE_MS]).toEqual([why, start, true])
      }
  },
  60_000,
)
