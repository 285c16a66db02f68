import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { WorkbenchError } from '../../shared/errors.ts'

const MAX_TRIES = 20

/**
 * Writes a file that was not there before, mode 0600; a taken name gets a number. Nothing is ever written over.
 * @returns the name that it got
 * @throws WorkbenchError storage-failed
 */
export async function writeNewFile(
  folder: string,
  stem: string,
  extension: string,
  text: string,
): Promise<string> {
  for (let count = 1; count <= MAX_TRIES; count++) {
    const name = `${stem}${count === 1 ? '' : `-${count}`}${extension}`
    try {
      const handle = await open(join(folder, name), 'wx', 0o600)
      try {
        await handle.writeFile(text)
      } finally {
        await handle.close()
      }
      return name
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') continue
      throw new WorkbenchError('storage-failed', `${name} could not be written beside the key.`, { cause })
    }
  }
  throw new WorkbenchError('storage-failed', `${stem}${extension} and its numbered names are all taken.`)
}
