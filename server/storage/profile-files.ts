import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProfileFiles } from '../services/ports.ts'

/** No profile is larger; more is not read. */
const MAX_BYTES = 65_536
const MAX_FILES = 100

const textOf = (path: string): string | undefined => {
  try {
    const stats = statSync(path)
    return stats.isFile() && stats.size <= MAX_BYTES ? readFileSync(path, 'utf8') : undefined
  } catch {
    return undefined
  }
}

/** The JSON files of one folder of the data folder; read anew each time, because people edit them elsewhere. */
export const openProfileFiles = (folder: string): ProfileFiles => ({
  folder,
  list: () => {
    let names: string[] = []
    try {
      names = readdirSync(folder).filter((name) => name.endsWith('.json'))
    } catch {
      return []
    }
    return names
      .sort()
      .slice(0, MAX_FILES)
      .map((file) => ({ file, text: textOf(join(folder, file)) }))
  },
  create: async (file, text) => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const handle = await open(join(folder, file), 'wx', 0o600).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return undefined
      throw error
    })
    if (handle === undefined) return false
    await handle.writeFile(text).finally(() => handle.close())
    return true
  },
})
