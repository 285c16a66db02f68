import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorCode } from '../error-code.ts'

/** Why a data folder cannot be used, in one sentence for the terminal. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError'
}

/**
 * Makes the data folder with mode 0700, or tightens one that is there. Refuses one that another user owns or that
 * everybody may write to: what lies in it would be theirs to change.
 * @throws DataFolderError
 */
export const prepareDataFolder = (path: string): void => {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new DataFolderError(`the data folder ${path} cannot be made (${errorCode(error)})`, {
      cause: error,
    })
  }
  if (process.platform === 'win32') return
  const { uid, mode } = statSync(path)
  if (uid !== process.getuid?.()) throw new DataFolderError(`the data folder ${path} belongs to another user`)
  if ((mode & 0o002) !== 0) throw new DataFolderError(`everybody may write to the data folder ${path}`)
  if ((mode & 0o077) !== 0) chmodSync(path, 0o700)
}

/** Half-written files and launch pages of a program that was killed. */
const LEFTOVER = /^(\.[0-9a-f]{16}\.tmp|launch-[\w-]{12}\.html)$/

/** Removes what a killed program left; for whoever holds the folder. False when nothing can be written there. */
export const tidyDataFolder = (path: string): boolean => {
  try {
    for (const name of readdirSync(path)) if (LEFTOVER.test(name)) rmSync(join(path, name))
    const probe = join(path, `.${randomBytes(8).toString('hex')}.tmp`)
    writeFileSync(probe, '', { flag: 'wx', mode: 0o600 })
    rmSync(probe)
    return true
  } catch {
    return false
  }
}
