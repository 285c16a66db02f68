import type { JsonFile } from './ports.ts'

export interface Approvals {
  has(approval: string): boolean
  add(approval: string): Promise<void>
}

export interface ApprovalsFile {
  readonly version: 1
  readonly approved: readonly string[]
}

/** What the person said yes to, by the id of the confirmation; kept in the user's data folder, never in a project. */
export const makeApprovals = (file: JsonFile<ApprovalsFile>): Approvals => ({
  has: (approval) => file.read().approved.includes(approval),
  add: async (approval) => {
    const { approved } = file.read()
    if (approved.includes(approval)) return
    // What was said yes to goes ahead on a full disk too; the next run asks again.
    await file.write({ version: 1, approved: [...approved, approval] }).catch(() => undefined)
  },
})
