import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** The file itself, or every `*.attempt.json` below a folder, sorted by path. A path that is missing stays, to be reported. */
export async function attemptFiles(path: string): Promise<string[]> {
  const stats = await stat(path).catch(() => undefined)
  if (!stats?.isDirectory()) return [path]
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.attempt.json'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
