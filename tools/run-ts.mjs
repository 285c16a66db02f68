// Runs a TypeScript file of this project from source: node tools/run-ts.mjs FILE ARGS...
// Bundled once into node_modules/.cache, again when a source file changes.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const root = resolve(import.meta.dirname, '..')
const [file, ...args] = process.argv.slice(2)
if (!file) {
  console.error('Usage: node tools/run-ts.mjs FILE ARGS...')
  process.exit(2)
}

/** Newest change below the source folders: names, sizes and times. */
function fingerprint() {
  const hash = createHash('sha256')
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) walk(path)
      else if (/\.m?[tj]s$/.test(entry.name) && !entry.name.includes('.test.')) {
        const { size, mtimeMs } = statSync(path)
        hash.update(`${path}:${size}:${mtimeMs};`)
      }
    }
  }
  for (const folder of ['shared', 'server', 'tools', 'bench']) walk(join(root, folder))
  return hash.digest('hex').slice(0, 16)
}

const input = resolve(root, file)
const cache = join(root, 'node_modules', '.cache', 'run-ts', `${file.replace(/\W/g, '-')}-${fingerprint()}`)
const bundle = join(cache, 'main.mjs')
if (!existsSync(bundle)) {
  const { build } = await import('rolldown')
  mkdirSync(dirname(cache), { recursive: true })
  await build({
    input,
    cwd: root,
    platform: 'node',
    logLevel: 'silent',
    external: (id) => !id.startsWith('.') && !id.startsWith('/') && !id.startsWith('\0'),
    output: { dir: cache, entryFileNames: 'main.mjs', format: 'esm' },
  })
}
process.argv = [process.argv[0], input, ...args]
await import(pathToFileURL(bundle).href)
