import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import * as prettier from 'prettier'
import ts from 'typescript'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Rule } from '../shared/lint/define-rule.ts'
import { anAttempt } from '../shared/testing/an-attempt.ts'

const ROOT = resolve(import.meta.dirname, '..')
const run = promisify(execFile)

let folder = ''
const newRule = (id: string) =>
  run(process.execPath, ['tools/new-rule.mjs', id], { cwd: folder }).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stderr }: { code: number; stderr: string }) => ({ code, said: stderr }),
  )

/** A copy of what the command reads and writes, with the packages of this project. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'new-rule-'))
  await Promise.all([
    ...['shared', 'tools', '.prettierrc.json', 'tsconfig.base.json'].map((path) =>
      cp(join(ROOT, path), join(folder, path), { recursive: true }),
    ),
    symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction'),
  ])
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

const IDS = [
  { id: 'payload-scaffold', file: 'shared/lint/rules/payload/payload-scaffold' },
  { id: 'tokreq-scaffold', file: 'shared/lint/rules/token-request/tokreq-scaffold' },
  {
    id: 'registration-scaffold-with-a-name-that-is-longer-than-most',
    file: 'shared/lint/rules/environment/registration-scaffold-with-a-name-that-is-longer-than-most',
  },
]

it('writes rules that are formatted, compile, are registered and work', { timeout: 120_000 }, async () => {
  for (const { id } of IDS) expect(await newRule(id)).toMatchObject({ code: 0 })
  const files = [...IDS.flatMap(({ file }) => [`${file}.ts`, `${file}.test.ts`]), 'shared/lint/registry.ts']

  const config = await prettier.resolveConfig(join(ROOT, 'package.json'))
  for (const file of files) {
    const text = await readFile(join(folder, file), 'utf8')
    expect(await prettier.check(text, { ...config, filepath: file }), file).toBe(true)
  }

  const options = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(folder, 'shared/tsconfig.test.json'), ts.sys.readFile.bind(ts.sys)).config,
    ts.sys,
    join(folder, 'shared'),
  ).options
  const program = ts.createProgram(
    files.map((file) => join(folder, file)),
    { ...options, noEmit: true, composite: false, incremental: false },
  )
  for (const file of files) {
    const source = program.getSourceFile(join(folder, file))
    const faults = program.getSemanticDiagnostics(source).map(({ messageText }) => messageText)
    expect(faults, file).toEqual([])
  }

  const { RULES } = (await import(join(folder, 'shared/lint/registry.ts'))) as { RULES: readonly Rule[] }
  const correct = await anAttempt().facts()
  const spoilt = await anAttempt().withPayload({ example: 1 }).facts()
  for (const { id, file } of IDS) {
    const rule = RULES.find((each) => each.id === id)
    expect(rule?.check(correct), id).toMatchObject({ kind: 'pass' })
    expect(rule?.check(spoilt), id).toMatchObject({ kind: 'fail' })
    // The registry's own test wants a failing row by this name.
    expect(await readFile(join(folder, `${file}.test.ts`), 'utf8')).toContain(`'${id}'`)
  }
})

it.each([
  { why: 'an id that is there', id: 'payload-aud-missing', says: /exists already/ },
  { why: 'no object that rules speak of', id: 'banana-missing', says: /starts with one of/ },
  { why: 'a path', id: 'payload-../../x', says: /^Usage/ },
  { why: 'nothing', id: '', says: /^Usage/ },
])('refuses $why and writes nothing', async ({ id, says }) => {
  const registry = () => readFile(join(folder, 'shared/lint/registry.ts'), 'utf8')
  const before = await registry()
  const { code, said } = await newRule(id)
  expect(code).toBe(2)
  expect(said).toMatch(says)
  expect(await registry()).toBe(before)
})
