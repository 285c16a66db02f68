/** What a masked value was; the first half of its mask. */
export const MASK_KINDS = [
  'client',
  'host',
  'kid',
  'id',
  'code',
  'verifier',
  'token',
  'secret',
  'person',
  'state',
  'nonce',
  'launch',
  'digest',
  'value',
  'text',
] as const
export type MaskKind = (typeof MASK_KINDS)[number]

export interface MaskedValue {
  readonly kind: MaskKind
  readonly value: string
  readonly mask: string
}

/** Names the n-th value of a kind. The default counts in letters, so that a mask tells nothing about its value. */
export type Label = (kind: MaskKind, value: string, index: number) => string

/** A, B, … Z, AA, AB, … */
export function letters(index: number): string {
  let text = ''
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text
  return text
}

const byLetter: Label = (_kind, _value, index) => letters(index)

const LETTER_MASK = new RegExp(`^(${MASK_KINDS.join('|')})-([A-Z]{1,3})(\\.example)?$`)

export interface MaskBook {
  /** The same value gets the same mask within one book; a mask of an earlier report stays what it is. */
  mask(kind: MaskKind, value: string): string
  /** What was masked, values included: for the hunt afterwards, never for an export. */
  entries(): readonly MaskedValue[]
}

/**
 * @param taken masks that stand in the text already, so that none of them is given to another value
 */
export function makeMaskBook(taken: readonly string[] = [], label: Label = byLetter): MaskBook {
  const known = new Map<string, MaskedValue>()
  const used = new Set(taken)
  const next = new Map<MaskKind, number>()
  const free = (kind: MaskKind, value: string): string => {
    for (;;) {
      const index = next.get(kind) ?? 0
      next.set(kind, index + 1)
      const name = `${kind}-${label(kind, value, index)}`
      const mask = kind === 'host' ? `${name.toLowerCase()}.example` : name
      if (!used.has(mask) || label !== byLetter) return mask
    }
  }
  return {
    mask(kind, value) {
      if (used.has(value) && isMask(value)) return value
      const id = `${kind} ${value}`
      const before = known.get(id)
      if (before !== undefined) return before.mask
      const mask = free(kind, value)
      used.add(mask)
      known.set(id, { kind, value, mask })
      return mask
    },
    entries: () => [...known.values()],
  }
}

/** Whether a text is a mask of a report, whole. */
export const isMask = (text: string): boolean =>
  LETTER_MASK.test(
    text.startsWith('host-') ? text.replace(/^host-[a-z]+/, (name) => upperLetters(name)) : text,
  )

const upperLetters = (name: string): string => `host-${name.slice('host-'.length).toUpperCase()}`

/** Masks that stand in a text, for a book that goes on where an earlier report ended. */
export const masksIn = (text: string): string[] => [
  ...new Set(
    text.match(
      new RegExp(`\\b(?:host-[a-z]{1,3}\\.example|(?:${MASK_KINDS.join('|')})-[A-Z]{1,3})\\b`, 'g'),
    ) ?? [],
  ),
]
