import { attempt, type Attempt } from './attempt.ts'
import { parseJson, toValue } from '../json/parse-json.ts'
import { unknownMembers } from './unknown-members.ts'
import { CURRENT_FORMAT, upgradeAttempt } from './upgrade-attempt.ts'

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
  const given = toValue(parsed.node) as Record<string, unknown>
  const { format } = given
  if (typeof format !== 'string' || !format.startsWith('attempt/')) {
    return refuse('not-an-attempt', 'The file has no member "format" that says attempt/1.')
  }
  const value = upgradeAttempt(given)
  if (value === undefined)
    return refuse(
      'format-unknown',
      `The format is ${format.slice(0, 40)}; this version reads ${CURRENT_FORMAT}.`,
    )
  const read = attempt.safeParse(value)
  if (!read.success) {
    const [issue] = read.error.issues
    return refuse(
      'member-invalid',
      `The member /${issue?.path.join('/') ?? ''} is not as the format says: ${issue?.message ?? 'wrong shape'}.`,
    )
  }
  const warnings = unknownMembers(value, read.data).map(
    (pointer) => `${pointer} is not a member of the format and is left out.`,
  )
  return { ok: true, attempt: read.data, warnings }
}
