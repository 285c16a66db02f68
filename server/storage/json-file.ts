import { existsSync, readFileSync, renameSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { z } from 'zod'
import { WorkbenchError } from '../../shared/errors.ts'
import type { JsonFile } from '../services/ports.ts'
import { writeAtomically, writingOf } from './write-atomically.ts'
import { errorCode } from '../error-code.ts'

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
 * A readable JSON file, written whole, one write at a time. `countersign try` may write it while the workbench runs, so
 * that each reading looks whether the file is still the one that was read last: whoever reads, changes and writes adds
 * to what another program wrote. A damaged file is renamed to `*.corrupt-<n>` and the content starts empty; it is never
 * overwritten, also when it cannot be renamed.
 */
export const openJsonFile = <T>({ path, schema, empty, onDamage }: JsonFileOptions<T>): JsonFile<T> => {
  let isKept = false
  /** Of the file as it was read or written last. */
  let known: string | undefined
  /** What is in memory is newer: it is being written, or could not be. */
  let unwritten = 0
  /** @param otherwise what holds when the file is not there or cannot be read */
  const load = (otherwise: T): T => {
    try {
      known = writingOf(statSync(path, { bigint: true }))
      return schema.parse(JSON.parse(readFileSync(path, 'utf8')))
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return otherwise
      const aside = setAside(path)
      isKept = aside === undefined
      const where = isKept
        ? 'it stays as it is, and what you change is kept in memory only'
        : `it is kept as ${aside} and a new one is started`
      onDamage(`${basename(path)} could not be read; ${where}`)
      return otherwise
    }
  }
  const isOfAnother = (): boolean => {
    if (isKept || unwritten > 0) return false
    const stats = statSync(path, { bigint: true, throwIfNoEntry: false })
    return stats !== undefined && writingOf(stats) !== known
  }
  let value = load(empty)
  let lastWrite: Promise<unknown> = Promise.resolve()
  return {
    read: () => {
      if (isOfAnother()) value = load(value)
      return value
    },
    write: (next) => {
      value = next
      if (isKept) return Promise.resolve()
      unwritten += 1
      const inThis = unwritten
      const write = async (): Promise<void> => {
        known = await writeAtomically(path, `${JSON.stringify(next, undefined, 2)}\n`)
        // The newest one is on the disk, and with it whatever an earlier one could not bring there.
        if (unwritten === inThis) unwritten = 0
      }
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
