import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'

const ASSETS = resolve(import.meta.dirname, '../dist/client/assets')
const CSS_BOUND_BYTES = 30_000
const EDITOR_BOUND_BYTES = 1_060_000

/** Monaco, its JSON service and what only they import; the workers are counted apart. */
const EDITOR = /^(monaco|editor|json|diff)[\w-]*/i

const isWorker = (name) => /worker/i.test(name)
const isEditor = (name, text) => EDITOR.test(name) || /monaco-(editor|diff)/.test(text.slice(0, 4_000))

const row = (name, bytes, bound) => ({
  name,
  value: `${bytes.toLocaleString('en')} B`,
  bound: `< ${bound.toLocaleString('en')} B`,
  met: bytes > 0 && bytes < bound,
})

/** What the built page weighs, gzip: our own CSS, and the editor with its JSON service apart from the workers. */
export const benchBundleSizes = async () => {
  let css = 0
  let editor = 0
  for (const name of await readdir(ASSETS)) {
    if (isWorker(name) || !/\.(js|css)$/.test(name)) continue
    const bytes = await readFile(join(ASSETS, name))
    const size = gzipSync(bytes, { level: 9 }).length
    const ofEditor = isEditor(name, bytes.toString())
    if (ofEditor && name.endsWith('.js')) editor += size
    if (!ofEditor && name.endsWith('.css')) css += size
  }
  return [
    row('our own CSS, gzip', css, CSS_BOUND_BYTES),
    row('editor with its JSON service, gzip, workers apart', editor, EDITOR_BOUND_BYTES),
  ]
}
