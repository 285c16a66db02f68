import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const sources = ['server', 'shared', 'client'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/')),
)
const files = (pattern: RegExp): string[] =>
  sources.filter((path) => !path.startsWith('server/testing/') && pattern.test(readFileSync(path, 'utf8')))

it('R46 one file starts a process: the signer of the command line, without a shell', () => {
  expect(sources.length).toBeGreaterThan(300)
  expect(files(/(node:)?child_process['"]/)).toEqual(['server/keys/run-signer.ts'])
  expect(files(/\bshell:\s*true/)).toEqual([])
  expect(files(/from 'node:(vm|worker_threads|cluster)'|process\.binding|\beval\(|new Function\(/)).toEqual(
    [],
  )
})

it('R46 the browser is started on a file of this program, never on an address', () => {
  expect(files(/import\('open'\)|from 'open'/)).toEqual(['server/cli/open-page.ts'])
  const text = readFileSync('server/cli/open-page.ts', 'utf8')
  expect([...text.matchAll(/\bopen\(([^)]*)\)/g)].map(([, argument]) => argument)).toEqual(['path'])
})
