import { readFile } from 'node:fs/promises'
import { join, posix, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'

const CLIENT = resolve(import.meta.dirname, '../dist/client')
const BOUND_BYTES = 240_000

/** Script and modulepreload addresses of the built page. */
const entriesOf = (html) => [
  ...[...html.matchAll(/<script[^>]*\ssrc="([^"]+)"/g)].map(([, path]) => path),
  ...[...html.matchAll(/<link[^>]*rel="modulepreload"[^>]*href="([^"]+)"/g)].map(([, path]) => path),
]

/** Static imports of a built chunk; `import(...)` has a parenthesis and is not one. */
const importsOf = (path, code) =>
  [...code.matchAll(/(?:from|import)\s*["'](\.{1,2}\/[^"']+\.js)["']/g)].map(([, to]) =>
    posix.join(posix.dirname(path), to),
  )

/** Everything that the page loads before its own code asks for more. */
export const benchInitialJs = async () => {
  const open = entriesOf(await readFile(join(CLIENT, 'index.html'), 'utf8'))
  const seen = new Map()
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path)) continue
    const bytes = await readFile(join(CLIENT, path))
    seen.set(path, gzipSync(bytes, { level: 9 }).length)
    open.push(...importsOf(path, bytes.toString()))
  }
  const value = [...seen.values()].reduce((sum, size) => sum + size, 0)
  return {
    name: `initial JS of the page, gzip, ${seen.size} files`,
    value: `${value.toLocaleString('en')} B`,
    bound: `< ${BOUND_BYTES.toLocaleString('en')} B`,
    met: seen.size > 0 && value < BOUND_BYTES,
  }
}
