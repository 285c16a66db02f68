import { chmodSync, mkdirSync, statSync } from 'node:fs'

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
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new DataFolderError(`the data folder ${path} cannot be made (${code})`, { cause: error })
  }
  if (process.platform === 'win32') return
  const { uid, mode } = statSync(path)
  if (uid !== process.getuid?.()) throw new DataFolderError(`the data folder ${path} belongs to another user`)
  if ((mode & 0o002) !== 0) throw new DataFolderError(`everybody may write to the data folder ${path}`)
  if ((mode & 0o077) !== 0) chmodSync(path, 0o700)
}
