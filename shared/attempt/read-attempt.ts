import { attempt, type Attempt } from './attempt.ts'
import { parseJson, toValue } from '../json/parse-json.ts'

export type ReadResult =
  | { readonly ok: true; readonly attempt: Attempt; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly code: ReadErrorCode; readonly message: string }

export type ReadErrorCode = 'not-json' | 'not-an-attempt' | 'format-unknown' | 'member-invalid'

/** Largest attempt file that is read. Characters. */
export const MAX_ATTEMPT_CHARACTERS = 4_194_304

const refuse = (code: ReadErrorCode, message: string): ReadResult => ({ ok: false, code, message })

/**
 * Reads an attempt file. Null means absent; unknown members are left out with a warning; anything of the wrong shape
 * is refused with its place. Never throws.
 */
export function readAttempt(text: string): ReadResult {
  if (text.length > MAX_ATTEMPT_CHARACTERS)
    return refuse('not-an-attempt', 'The file is larger than an attempt file gets.')
  const parsed = parseJson(text.replace(/^\uFEFF/, ''))
  if (!parsed.ok) return refuse('not-json', `The file is not JSON: ${parsed.why} (index ${parsed.index}).`)
  if (parsed.node.kind !== 'object')
    return refuse('not-an-attempt', `The file is a JSON ${parsed.node.kind}, not an object.`)
  const value = toValue(parsed.node) as Record<string, unknown>
  const { format } = value
  if (typeof format !== 'string' || !format.startsWith('attempt/')) {
    return refuse('not-an-attempt', 'The file has no member "format" that says attempt/1.')
  }
  if (format !== 'attempt/1')
    return refuse('format-unknown', `The format is ${format}; this version reads attempt/1.`)
  const read = attempt.safeParse(value)
  if (!read.success) {
    const [issue] = read.error.issues
    return refuse(
      'member-invalid',
      `The member /${issue?.path.join('/') ?? ''} is not as the format says: ${issue?.message ?? 'wrong shape'}.`,
    )
  }
  return { ok: true, attempt: read.data, warnings: unknownMembers(value, read.data) }
}

/** Members that the format does not know, by pointer; the reader leaves them out. */
function unknownMembers(given: Record<string, unknown>, kept: Attempt): string[] {
  const warnings: string[] = []
  const walk = (before: unknown, after: unknown, pointer: string): void => {
    if (typeof before !== 'object' || before === null || Array.isArray(before)) return
    if (pointer === '/environment/registration/uploadedJwk') return
    const target = (after ?? {}) as Record<string, unknown>
    for (const [name, value] of Object.entries(before)) {
      if (value !== null && !(name in target))
        warnings.push(`${pointer}/${name} is not a member of the format and is left out.`)
      else walk(value, target[name], `${pointer}/${name}`)
    }
  }
  walk(given, kept, '')
  return warnings
}
