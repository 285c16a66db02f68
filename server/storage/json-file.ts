import { existsSync, readFileSync, renameSync } from 'node:fs'
import { basename } from 'node:path'
import type { z } from 'zod'
import { WorkbenchError } from '../../shared/errors.ts'
import type { JsonFile } from '../services/ports.ts'
import { writeAtomically } from './write-atomically.ts'

const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'

/** Moves a file that cannot be read out of the way under the first free number; undefined when it cannot be moved. */
const setAside = (path: string): string | undefined => {
  let number = 1
  while (existsSync(`${path}.corrupt-${number}`)) number += 1
  const aside = `${path}.corrupt-${number}`
  try {
    renameSync(path, aside)
    return basename(aside)
  } catch {
    return undefined
  }
}

export interface JsonFileOptions<T> {
  readonly path: string
  readonly schema: z.ZodType<T>
  /** Content of a file that is not there yet. */
  readonly empty: T
  /** Told once when the file was damaged and set aside; a sentence for the person. */
  readonly onDamage: (message: string) => void
}

/**
 * A readable JSON file that is read once and written whole, one write at a time. A damaged file is renamed to
 * `*.corrupt-<n>` and the content starts empty; it is never overwritten, also when it cannot be renamed.
 */
export const openJsonFile = <T>({ path, schema, empty, onDamage }: JsonFileOptions<T>): JsonFile<T> => {
  let isKept = false
  const load = (): T => {
    try {
      return schema.parse(JSON.parse(readFileSync(path, 'utf8')))
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return empty
      const aside = setAside(path)
      isKept = aside === undefined
      const where = isKept
        ? 'it stays as it is, and what you change is kept in memory only'
        : `it is kept as ${aside} and a new one is started`
      onDamage(`${basename(path)} could not be read; ${where}`)
      return empty
    }
  }
  let value = load()
  let lastWrite: Promise<void> = Promise.resolve()
  return {
    read: () => value,
    write: (next) => {
      value = next
      if (isKept) return Promise.resolve()
      const write = () => writeAtomically(path, `${JSON.stringify(next, undefined, 2)}\n`)
      const written = lastWrite.then(write, write)
      lastWrite = written.catch(() => undefined)
      return written.catch((error: unknown) => {
        const detail = `${basename(path)} could not be written (${errorCode(error)}); it is kept in memory until the end of this run`
        throw new WorkbenchError('storage-failed', detail, { cause: error })
      })
    },
  }
}

/** The same in memory, for `--no-store`. */
export const memoryJsonFile = <T>(empty: T): JsonFile<T> => {
  let value = empty
  return {
    read: () => value,
    write: (next) => {
      value = next
      return Promise.resolve()
    },
  }
}
