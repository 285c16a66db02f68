import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { readAttempt } from '../../shared/attempt/read-attempt.ts'
import {
  RANKED_CAUSES,
  recalibrate,
  type Priors,
  type RankedCauseId,
  type Solved,
} from '../../shared/diagnosis/priors.ts'
import { hasWorked } from '../../shared/diagnosis/rank-causes.ts'
import { attemptFiles } from './attempt-files.ts'

/** What each attempt turned out to be: an id of a ranked cause, or the ids that were right. */
const solutions = z.record(
  z.string(),
  z.union([z.string(), z.object({ accept: z.array(z.string()) }).transform(({ accept }) => accept[0] ?? '')]),
)

const weights = z.object({ firstUse: z.number().min(0), workedBefore: z.number().min(0) })
const priorsFile = z.object({ priors: z.record(z.string(), weights) })

const isRanked = (id: string | undefined): id is RankedCauseId => id !== undefined && id in RANKED_CAUSES

export type Recalibrated =
  | { readonly ok: true; readonly priors: Priors; readonly solved: number; readonly skipped: number }
  | { readonly ok: false; readonly message: string }

/**
 * Priors from a folder of attempts whose cause is known: `solved.json` in it names the cause of each by its id.
 * Attempts whose cause a rule proves do not count: no prior was needed for them.
 */
export async function recalibrateFolder(folder: string): Promise<Recalibrated> {
  const answers =
    (await readSolutions(join(folder, 'solved.json'))) ?? (await readSolutions(join(folder, 'expected.json')))
  if (answers === undefined)
    return {
      ok: false,
      message: 'The folder has no solved.json that names the cause of each attempt by its id.',
    }
  const solved: Solved[] = []
  let skipped = 0
  for (const file of await attemptFiles(folder)) {
    const read = readAttempt(await readFile(file, 'utf8'))
    const cause = read.ok ? answers[read.attempt.id] : undefined
    if (!read.ok || !isRanked(cause)) {
      skipped += 1
      continue
    }
    const { environment = {}, history = [] } = read.attempt
    solved.push({ cause, workedBefore: hasWorked({ environment, history }) })
  }
  return { ok: true, priors: rounded(recalibrate(solved)), solved: solved.length, skipped }
}

/** Weights are judgement to a unit; two decimals keep what the counts add. */
const rounded = (priors: Priors): Priors =>
  Object.fromEntries(
    Object.entries(priors).map(([id, { firstUse, workedBefore }]) => [
      id,
      { firstUse: Number(firstUse.toFixed(2)), workedBefore: Number(workedBefore.toFixed(2)) },
    ]),
  ) as unknown as Priors

/** For people: each cause with its weight before and after, heaviest first use on top. */
export function priorsTable(priors: Priors): string {
  const rows = Object.entries(RANKED_CAUSES)
    .map(([id, was]) => ({ id: id as RankedCauseId, was }))
    .sort((a, b) => priors[b.id].firstUse - priors[a.id].firstUse)
    .map(({ id, was }) => [
      id,
      moved(was.firstUse, priors[id].firstUse),
      moved(was.workedBefore, priors[id].workedBefore),
    ])
  const table = [['cause', 'first use', 'worked before'], ...rows]
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return `${table.map(line).join('\n')}\n`
}

const moved = (from: number, to: number): string => (from === to ? `${from}` : `${from} → ${to}`)

async function readSolutions(path: string): Promise<Readonly<Record<string, string>> | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    return solutions.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** The priors that `--recalibrate` printed; undefined when the file is not one. */
export async function readPriors(path: string): Promise<Priors | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  try {
    const read = priorsFile.parse(JSON.parse(text ?? ''))
    const given = { ...RANKED_CAUSES, ...read.priors }
    return given
  } catch {
    return undefined
  }
}
