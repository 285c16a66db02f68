import { expect, it } from 'vitest'
import { PARSERS, type Parser } from './parsers.ts'
import { fc, SEED as USUAL_SEED } from '../../shared/testing/properties.ts'

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 60)
const SEED = Number(process.env['FUZZ_SEED'] ?? USUAL_SEED)

const nasty = fc.constantFrom(
  ...[
    '\0',
    '\uFEFF',
    '\uD800',
    '\u202E',
    '\u001B[31m',
    '"',
    "'",
    '\\',
    '`',
    '$(',
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '.',
    '=',
    '&',
    '%',
    '%00',
    '\r\n',
    '\n',
    '__proto__',
    '1e400',
    '-----BEGIN ',
    '-----',
    'eyJ',
    '@',
    '#',
    '\u0030\u0084\u00ff\u00ff\u00ff\u00ff',
  ],
)
const piece = fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 30 }), fc.string({ maxLength: 30 }))

/** An example with pieces cut out and put in, or nothing but pieces. */
const textFor = ({ examples }: Parser): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom('', ...examples),
      fc.array(fc.tuple(fc.nat(400), fc.nat(6), piece), { maxLength: 8 }),
    )
    .map(([start, edits]) =>
      edits.reduce((text, [at, cut, put]) => {
        const index = text.length === 0 ? 0 : at % (text.length + 1)
        return text.slice(0, index) + put + text.slice(index + cut)
      }, start),
    )

it.each(PARSERS)(
  'R44 R72 the reader of $name takes anything and throws nothing',
  async (parser) => {
    const property = fc.asyncProperty(textFor(parser), async (text) => {
      await parser.read(text)
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    })
    // A failure names the seed and the path that lead to it again.
    await fc.assert(property, { numRuns: RUNS, seed: SEED })
  },
  3_600_000,
)
