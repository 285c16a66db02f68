import { attempt, type Attempt } from './attempt.ts'
import { unknownMembers } from './unknown-members.ts'

export type WriteResult =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string }

/**
 * Prints an attempt file. What the reader would leave out is refused here, and so is a pointer to a private key: only
 * a hand-made attempt has one. Masking is done before.
 */
export function writeAttempt(given: Attempt): WriteResult {
  const refuse = (message: string): WriteResult => ({ ok: false, message })
  if (given.keyFile !== undefined || given.keyVariable !== undefined)
    return refuse('An attempt that names a key file is not written.')
  const read = attempt.safeParse(given)
  if (!read.success) {
    const [issue] = read.error.issues
    return refuse(`The member /${issue?.path.join('/') ?? ''} is not as the format says.`)
  }
  const [unknown] = unknownMembers(given, read.data)
  if (unknown !== undefined) return refuse(`${unknown} is not a member of the format.`)
  return { ok: true, text: `${JSON.stringify(read.data, null, 2)}\n` }
}
