import { mkdir, symlink } from 'node:fs/promises'
import { Socket } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { anAttempt } from '../../shared/testing/an-attempt.ts'
import {
  linesOf,
  makeDiagnoseFolder,
  refusedAttempt,
  run,
  succeeded,
  withSlash,
  type DiagnoseFolder,
} from '../testing/diagnose-folder.ts'

let folder: DiagnoseFolder
beforeAll(async () => void (folder = await makeDiagnoseFolder()))
afterAll(() => folder.remove())
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('a line of the output', () => {
  it('is one object in the order read, with nothing besides', async () => {
    const slash = await folder.attempt('order/b-slash.attempt.json', withSlash())
    await folder.attempt('order/a/refused.attempt.json', refusedAttempt())
    await folder.write('order/notes.json', '{}')
    const first = await folder.attempt('first.attempt.json', succeeded())
    const { status, out } = await run([first, join(folder.path, 'order')])
    expect(status).toBe(0)
    expect(linesOf(out).map(({ id, outcome }) => [id, outcome])).toEqual([
      ['first', 'clean'],
      ['refused', 'ranked'],
      ['b-slash', 'proven'],
    ])
    const [line] = linesOf((await run([slash])).out)
    expect(Object.keys(line ?? {})).toEqual(['id', 'outcome', 'causes'])
    expect(line?.causes?.[0]).toEqual({
      id: 'payload-aud-trailing-slash',
      grade: 'proven',
      where: '/assertion/payload/aud',
      evidence: expect.stringMatching(/ends in one extra "\/"/) as string,
    })
  })

  it('of the example in the documentation names the slash, from a redacted file', async () => {
    const { out } = await run([resolve(import.meta.dirname, '../../docs/examples/slash.attempt.json')])
    const [line] = linesOf(out)
    expect(line?.outcome).toBe('proven')
    expect(line?.causes?.[0]).toMatchObject({ id: 'payload-aud-trailing-slash', grade: 'proven' })
  })

  it('names each cause once, and a fault that an exact rule owns is not proven twice', async () => {
    const { out } = await run([await folder.attempt('once.attempt.json', withSlash())])
    const ids = linesOf(out)[0]?.causes?.map(({ id }) => id) ?? []
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).not.toContain('payload-aud-not-accepted')
  })

  it('is ranked for a request whose fate nobody knows', async () => {
    const path = await folder.attempt('fate.attempt.json', anAttempt('epic-sandbox'), { tokenResponse: null })
    expect(linesOf((await run([path])).out)).toMatchObject([{ outcome: 'ranked' }])
  })

  it('is the same at another time, and nothing is connected to', async () => {
    const connect = vi.spyOn(Socket.prototype, 'connect')
    const paths = [
      await folder.attempt('timeless.attempt.json', withSlash()),
      await folder.attempt('undated.attempt.json', refusedAttempt(), { sentAt: null }),
    ]
    vi.useFakeTimers({ toFake: ['Date'], now: 0 })
    const before = await run(paths)
    vi.setSystemTime(4_000_000_000_000)
    expect(await run(paths)).toEqual(before)
    expect(connect).not.toHaveBeenCalled()
  })
})

describe('a key file', () => {
  const keyFindings = async (at: string, path: string) => {
    const file = await folder.attempt(`keys/${at}.attempt.json`, anAttempt('epic-sandbox'), {
      flow: 'key',
      keyFile: { path },
    })
    const [line] = linesOf((await run([file])).out)
    return line?.causes?.map(({ id }) => id).filter((id) => id.startsWith('key-'))
  }

  it('is read beside the attempt or below its folder, and nowhere else, not by a link either', async () => {
    await folder.write('keys/deep/empty.pem', '')
    const outside = await folder.write('empty.pem', '')
    await symlink(outside, join(folder.path, 'keys/link.pem'))
    expect(await keyFindings('below', 'deep/empty.pem')).toEqual(['key-empty'])
    expect(await keyFindings('above', '../empty.pem')).toEqual([])
    expect(await keyFindings('absolute', outside)).toEqual([])
    expect(await keyFindings('link', 'link.pem')).toEqual([])
  })
})

describe('the exit status', () => {
  it('is 2 when a file is no attempt: its line says why, and the others are diagnosed', async () => {
    const bad = await folder.write('bad/a.attempt.json', '{"format":"attempt/1","id":7}')
    await folder.write('bad/b.attempt.json', 'no json')
    await folder.attempt('bad/c.attempt.json', refusedAttempt())
    const missing = join(folder.path, 'missing.attempt.json')
    const { status, out } = await run([dirname(bad), missing])
    expect(status).toBe(2)
    const lines = linesOf(out)
    expect(lines.map(({ file, error }) => [file, error?.code])).toEqual([
      ['a.attempt.json', 'member-invalid'],
      ['b.attempt.json', 'not-json'],
      [undefined, undefined],
      ['missing.attempt.json', 'not-readable'],
    ])
    expect(lines[2]).toMatchObject({ id: 'c', outcome: 'ranked' })
    for (const at of [0, 1, 3]) expect(Object.keys(lines[at] ?? {})).toEqual(['id', 'file', 'error'])
    expect(lines[0]?.id).toBeNull()
  })

  it.each([
    { why: 'nothing named', args: [] },
    { why: 'an unknown option', args: ['--json', 'x'] },
    { why: 'an unknown format', args: ['--format', 'yaml', 'x'] },
    { why: 'a format that every object has', args: ['--format', 'constructor', 'x'] },
  ])('is 64 for $why, with nothing on standard output', async ({ args }) => {
    const { status, out, err } = await run(args)
    expect({ status, out }).toEqual({ status: 64, out: '' })
    expect(err).not.toBe('')
  })

  it('is 0 for help, and for a folder without attempts, which is said', async () => {
    expect(await run(['--help'])).toMatchObject({ status: 0, err: '' })
    await mkdir(join(folder.path, 'empty'), { recursive: true })
    expect(await run([join(folder.path, 'empty')])).toMatchObject({
      status: 0,
      out: '',
      err: expect.stringMatching(/no \*.attempt.json/) as string,
    })
  })

  it('is not changed by a member that is not known: a warning beside the verdict', async () => {
    const path = await folder.attempt('more.attempt.json', refusedAttempt(), { colour: 'red' })
    const { status, out, err } = await run([path])
    expect(status).toBe(0)
    expect(linesOf(out)).toHaveLength(1)
    expect(err).toContain('/colour')
  })
})
