import { createHash } from 'node:crypto'
import { lstatSync } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isInside } from './read-key-file.ts'

/** A file below a key folder, not opened. */
export interface KeyEntry {
  /** Of the resolved path: the same file has one id, by whatever link it is reached. */
  readonly id: string
  readonly path: string
  readonly root: string
  readonly folder: string
}

const MAX_FILES = 200

const PRODUCTION = /(^|[\W_])prod(uction)?([\W_]|$)/i

/** By its name, or the folder in it: such a key is opened when somebody chooses it. */
export const isForProduction = (name: string): boolean => PRODUCTION.test(name)

const idOf = (path: string): string => createHash('sha256').update(path).digest('base64url').slice(0, 22)
const resolved = (path: string): Promise<string | undefined> => realpath(path).catch(() => undefined)

export const isLink = (path: string): boolean =>
  lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true

/**
 * The files that `roots` (folders or single files) offer now, each confined to its root.
 * @param unfollowed a root that is not read while it is a link
 */
export const listKeyFiles = async (roots: readonly string[], unfollowed?: string): Promise<KeyEntry[]> => {
  const found = new Map<string, KeyEntry>()
  for (const root of roots) {
    if (root === unfollowed && isLink(root)) continue
    const realRoot = await resolved(root)
    if (realRoot === undefined) continue
    for (const path of await candidates(root)) {
      // A folder of a hundred thousand files is not gone through.
      if (found.size >= MAX_FILES) return [...found.values()]
      const real = await resolved(path)
      if (real === undefined || !isInside(real, realRoot)) continue
      const id = idOf(real)
      if (!found.has(id)) found.set(id, { id, path, root, folder: dirname(path) })
    }
  }
  return [...found.values()]
}

/** The files of a root: itself, or a folder and its direct subfolders; nothing hidden. */
async function candidates(root: string): Promise<string[]> {
  const stats = await stat(root).catch(() => undefined)
  if (stats === undefined) return []
  if (!stats.isDirectory()) return [root]
  const paths: string[] = []
  for (const entry of await readdir(root, { withFileTypes: true }).catch(() => [])) {
    if (entry.name.startsWith('.')) continue
    const path = join(root, entry.name)
    if (!entry.isDirectory()) paths.push(path)
    else {
      const inner = await readdir(path, { withFileTypes: true }).catch(() => [])
      paths.push(
        ...inner
          .filter((each) => !each.isDirectory() && !each.name.startsWith('.'))
          .map((each) => join(path, each.name)),
      )
    }
  }
  return paths
}
