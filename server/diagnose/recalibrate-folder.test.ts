import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  linesOf,
  makeDiagnoseFolder,
  refusedAttempt,
  run,
  type DiagnoseFolder,
} from '../testing/diagnose-folder.ts'

let folder: DiagnoseFolder
beforeAll(async () => void (folder = await makeDiagnoseFolder()))
afterAll(() => folder.remove())

describe('priors from solved attempts', () => {
  const solve = async (name: string, attempts: number, cause: string, lastWorkedAt: number | 'never') => {
    const ids = Array.from({ length: attempts }, (_, index) => `${name}-${index}`)
    for (const id of ids)
      await folder.attempt(`${name}/${id}.attempt.json`, refusedAttempt().withEnvironment({ lastWorkedAt }))
    const solved = Object.fromEntries(ids.map((id) => [id, cause]))
    await folder.write(`${name}/solved.json`, JSON.stringify(solved))
    return join(folder.path, name)
  }

  it('are printed as JSON that --priors takes, and move the ranking', async () => {
    const path = await solve('scopes', 30, 'registration-scope', 'never')
    const { status, out, err } = await run(['--recalibrate', path])
    expect(status).toBe(0)
    expect(err).toMatch(/^Counted 30 solved attempts; 0 more/)
    const priors = await folder.write('priors.json', out)
    const attempt = join(path, 'scopes-0.attempt.json')
    const before = linesOf((await run([attempt])).out)[0]?.causes ?? []
    const after = linesOf((await run([attempt, '--priors', priors])).out)[0]?.causes ?? []
    const rank = (causes: typeof before) => causes.findIndex(({ id }) => id === 'registration-scope')
    expect(rank(after)).toBe(0)
    expect(rank(before)).not.toBe(0)
  })

  it('are counted for first use and worked before apart, and shown as a table', async () => {
    const { out } = await run([
      '--recalibrate',
      await solve('worked', 20, 'server-fault', 1_763_000_000),
      '--format',
      'text',
    ])
    const row = out.split('\n').find((line) => line.startsWith('server-fault'))
    expect(out).toMatch(/^cause +first use +worked before$/m)
    // 20 attempts weigh as much as the judgement: half of 12, and half of the column's sum of 78.
    expect(row).toMatch(/^server-fault +3 +12 → 45$/)
  })

  it('need a solved.json, and a file that is no table of priors is refused', async () => {
    await mkdir(join(folder.path, 'unsolved'), { recursive: true })
    expect(await run(['--recalibrate', join(folder.path, 'unsolved')])).toMatchObject({
      status: 2,
      out: '',
      err: expect.stringMatching(/solved.json/) as string,
    })
    const not = await folder.write(
      'not-priors.json',
      '{"priors":{"server-fault":{"firstUse":-1,"workedBefore":0}}}',
    )
    expect(await run(['--priors', not, not])).toMatchObject({ status: 64, out: '' })
  })
})
