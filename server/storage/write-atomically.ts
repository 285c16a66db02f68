import { randomBytes } from 'node:crypto'
import type { BigIntStats } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Makes the rename itself durable; Windows cannot open folders and journals renames by itself. */
const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

/** Tells one writing of a file from another, whoever wrote it. */
export const writingOf = ({ ino, size, mtimeNs }: BigIntStats): string => `${ino} ${size} ${mtimeNs}`

/**
 * Replaces a file so that a crash at any point leaves the old or the new content, never a mixture. Mode 0600.
 * @returns the `writingOf` what is there now
 * @throws the file system's error; the old content is then still there and no temporary file is left.
 */
export const writeAtomically = async (path: string, text: string): Promise<string> => {
  const folder = dirname(path)
  const temporary = join(folder, `.${randomBytes(8).toString('hex')}.tmp`)
  try {
    const handle = await open(temporary, 'wx', 0o600)
    let writing: string
    try {
      await handle.writeFile(text)
      // The umask may have taken bits away, never added any; this makes the mode exact.
      await handle.chmod(0o600)
      await handle.sync()
      // Before the rename: after it, the name may be somebody else's file already.
      writing = writingOf(await handle.stat({ bigint: true }))
    } finally {
      await handle.close()
    }
    await rename(temporary, path)
    await syncFolder(folder)
    return writing
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
