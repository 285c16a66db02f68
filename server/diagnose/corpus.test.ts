import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { runDiagnose } from './run-diagnose.ts'

/** Recorded attempts with known answers; they lie beside the project where there are any. */
const CORPUS = resolve(import.meta.dirname, '../../../shared/attempts')

const expectation = z.object({
  accept: z.array(z.string()),
  rank: z.number(),
  outcome: z.array(z.string()),
  also: z.array(z.string()).optional(),
})
const line = z.object({
  id: z.string(),
  outcome: z.string(),
  causes: z.array(z.object({ id: z.string(), grade: z.string() })),
})

const diagnosed = async (folder: string): Promise<ReadonlyMap<string, z.infer<typeof line>>> => {
  let out = ''
  const io = {
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: () => undefined },
    stdin: process.stdin,
  }
  expect(await runDiagnose([folder], io)).toBe(0)
  const lines = out.trim().split('\n')
  return new Map(lines.map((text) => line.parse(JSON.parse(text))).map((each) => [each.id, each]))
}

describe.runIf(existsSync(CORPUS))('over the recorded attempts', () => {
  it.each([
    { folder: 'faults', within: 0.98 },
    { folder: 'real', within: 0.9 },
    { folder: 'clean', within: 0.9 },
  ])('$folder: the right cause in its rank, no false proof, no alarm', async ({ folder, within }) => {
    const path = join(CORPUS, folder)
    const wanted = z
      .record(z.string(), expectation)
      .parse(JSON.parse(readFileSync(join(path, 'expected.json'), 'utf8')))
    const got = await diagnosed(path)
    const wrong: string[] = []
    const falseProofs: string[] = []
    let graded = 0
    for (const [id, { accept, rank, outcome, also = [] }] of Object.entries(wanted)) {
      const { causes = [], outcome: came = 'missing' } = got.get(id) ?? {}
      const allowed = [...accept, ...also]
      falseProofs.push(
        ...causes
          .filter(({ grade, id: cause }) => grade === 'proven' && !allowed.includes(cause))
          .map(({ id: cause }) => `${id}: ${cause}`),
      )
      if (accept.length === 0) {
        if (!outcome.includes(came)) falseProofs.push(`${id}: ${came}`)
        continue
      }
      graded += 1
      const at = causes.findIndex(({ id: cause }) => accept.includes(cause))
      if (at < 0 || at >= rank) wrong.push(id)
    }
    expect(falseProofs).toEqual([])
    expect((graded - wrong.length) / graded, wrong.join(', ')).toBeGreaterThanOrEqual(within)
  })
})
