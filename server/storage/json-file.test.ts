import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { makeApprovals } from '../services/approvals.ts'
import type { JsonFile } from '../services/ports.ts'
import { openJsonFile } from './json-file.ts'

interface Content {
  version: 1
  approved: readonly string[]
}

let folder: string
let path: string
let problems: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'json-file-'))
  path = join(folder, 'approvals.json')
  problems = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = (): JsonFile<Content> =>
  openJsonFile<Content>({
    path,
    schema: z.object({ version: z.literal(1), approved: z.array(z.string()) }),
    empty: { version: 1, approved: [] },
    onDamage: (sentence) => problems.push(sentence),
  })
const onDisk = (): unknown => JSON.parse(readFileSync(path, 'utf8'))
const content = (...approved: string[]): Content => ({ version: 1, approved })

describe('two programs on one file', () => {
  it('a yes that one saved is kept and known when the other saves one', async () => {
    const [workbench, command] = [makeApprovals(open()), makeApprovals(open())]
    await workbench.add('first')
    await command.add('of the command line')
    expect(workbench.has('of the command line')).toBe(true)
    await workbench.add('second')
    await command.add('third')
    expect(onDisk()).toEqual(content('first', 'of the command line', 'second', 'third'))
  })

  it('several writes in a row end with the last, and then the file is looked at again', async () => {
    const [workbench, command] = [open(), open()]
    const writes = ['a', 'b', 'c'].map((each) => workbench.write(content(each)))
    expect(workbench.read()).toEqual(content('c'))
    await Promise.all(writes)
    expect(command.read()).toEqual(content('c'))
    await command.write(content('c', 'd'))
    expect(workbench.read()).toEqual(content('c', 'd'))
  })
})

describe('while the program runs', () => {
  it('a file that is taken away leaves what was read', async () => {
    const file = open()
    await file.write(content('a'))
    rmSync(path)
    expect(file.read()).toEqual(content('a'))
  })

  it('R65 a file that somebody damaged is set aside, and what was read stands', async () => {
    const file = open()
    await file.write(content('a'))
    writeFileSync(path, '{"version":1,"appro')
    expect(file.read()).toEqual(content('a'))
    expect(problems).toEqual([expect.stringContaining('kept as approvals.json.corrupt-1')])
    await file.write(content('a', 'b'))
    expect(onDisk()).toEqual(content('a', 'b'))
    expect(readFileSync(`${path}.corrupt-1`, 'utf8')).toBe('{"version":1,"appro')
  })

  it('R66 what could not be written stands until it can be, whatever is on the disk', async () => {
    const file = open()
    await file.write(content('a'))
    // A folder that is not there takes no file, for an administrator either.
    renameSync(folder, `${folder}-away`)
    await expect(file.write(content('a', 'b'))).rejects.toMatchObject({ code: 'storage-failed' })
    renameSync(`${folder}-away`, folder)
    writeFileSync(path, JSON.stringify(content('of another')))
    expect(file.read()).toEqual(content('a', 'b'))
    await file.write(content('a', 'b', 'c'))
    expect(onDisk()).toEqual(content('a', 'b', 'c'))
    expect(existsSync(`${path}.corrupt-1`)).toBe(false)
  })
})

it.skipIf(process.platform === 'win32')('R67 the file is of mode 0600, whatever it was before', async () => {
  writeFileSync(path, JSON.stringify(content()))
  chmodSync(path, 0o644)
  const file = open()
  await file.write(content('a'))
  expect(statSync(path).mode & 0o777).toBe(0o600)
})
