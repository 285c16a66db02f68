import { constants, type Stats } from 'node:fs'
import { open, realpath, stat, type FileHandle } from 'node:fs/promises'
import { basename, sep } from 'node:path'
import { WorkbenchError } from '../../shared/errors.ts'

/** No key in any format is larger; more is not read. */
export const MAX_KEY_BYTES = 65_536

export interface KeyFileBytes {
  readonly bytes: Buffer
  /** POSIX permission bits; undefined where they mean nothing. */
  readonly mode: number | undefined
  /** Changes when the file does. */
  readonly version: string
}

const versionOf = ({ dev, ino, size, mtimeMs }: Stats): string => [dev, ino, size, mtimeMs].join(':')

/** The one answer for everything outside, so that nobody learns which files exist. */
const outside = () => new WorkbenchError('key-outside-roots', 'This file does not lie in a key folder.')
const unreadable = (path: string, why: string) =>
  new WorkbenchError('key-file-unreadable', `${basename(path)} ${why}.`)

/**
 * True when `path` is `root` itself or lies below it, both already resolved. Compared with the separator: a sibling
 * that merely starts alike is outside.
 */
export const isInside = (path: string, root: string): boolean =>
  path === root || path.startsWith(root.endsWith(sep) ? root : root + sep)

/**
 * Reads a key file: resolved and confined to its root, opened once without following a link or waiting for a pipe,
 * then judged by the open handle. The caller wipes the bytes.
 * @throws WorkbenchError key-outside-roots, key-file-unreadable
 */
export async function readKeyFile(path: string, root: string): Promise<KeyFileBytes> {
  const [real, realRoot] = await Promise.all([realpath(path), realpath(root)]).catch(() => {
    throw outside()
  })
  if (!isInside(real, realRoot)) throw outside()
  let handle: FileHandle | undefined
  try {
    handle = await open(real, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
    const stats = await handle.stat()
    if (!stats.isFile()) throw unreadable(path, 'is not a regular file')
    if (stats.size > MAX_KEY_BYTES) throw unreadable(path, `is larger than ${MAX_KEY_BYTES / 1024} KiB`)
    const bytes = Buffer.alloc(stats.size)
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0)
    return {
      bytes: bytes.subarray(0, bytesRead),
      mode: process.platform === 'win32' ? undefined : stats.mode & 0o777,
      version: versionOf(stats),
    }
  } catch (cause) {
    if (cause instanceof WorkbenchError) throw cause
    throw unreadable(path, 'cannot be read')
  } finally {
    await handle?.close()
  }
}

/** What changes when the file does or its path leads to another one, without opening it; undefined when it is gone. */
export async function fileVersion(path: string): Promise<string | undefined> {
  try {
    return versionOf(await stat(path))
  } catch {
    return undefined
  }
}
