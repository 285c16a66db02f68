// Kills the writer of a history at a random moment, again and again: every attempt that was said to be written is there,
// and the file opens each time.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { withFolder } from './run-built.mjs'

const RUN = ['tools/run-ts.mjs', 'bench/history-writer.ts']
const LONGEST_MS = 60

/** Ids that the writer said before it died. */
const writeAndKill = (file, afterMs) =>
  new Promise((done) => {
    const child = spawn(process.execPath, [...RUN, file, '100000'], { stdio: ['ignore', 'pipe', 'ignore'] })
    let said = ''
    child.stdout.on('data', (chunk) => {
      if (said === '') setTimeout(() => child.kill('SIGKILL'), afterMs)
      said += chunk.toString()
    })
    child.once('close', () => done(said.split('\n').slice(0, -1)))
  })

const idsOf = async (file) => {
  const { default: Database } = await import('libsql')
  const database = new Database(file)
  const check = database.prepare('PRAGMA quick_check(1)').get()
  const ids = new Set(
    database
      .prepare('SELECT id FROM attempts')
      .all()
      .map(({ id }) => id),
  )
  database.close()
  return { ids, isSound: check.quick_check === 'ok' }
}

/** @returns how many kills left the file unreadable, and the most records that one of them lost */
export const killHistory = (kills) =>
  withFolder(async (folder) => {
    const file = join(folder, 'history.sqlite')
    let unreadable = 0
    let mostLost = 0
    let written = 0
    for (let kill = 0; kill < kills; kill += 1) {
      const said = await writeAndKill(file, Math.random() * LONGEST_MS)
      const { ids, isSound } = await idsOf(file)
      if (!isSound) unreadable += 1
      mostLost = Math.max(mostLost, said.filter((id) => !ids.has(id)).length)
      written += said.length
    }
    return { unreadable, mostLost, written }
  })

const KILLS = Number(process.env.COUNTERSIGN_BENCH_KILLS ?? 200)

export const benchHistoryKill = async () => {
  const { unreadable, mostLost, written } = await killHistory(KILLS)
  return [
    {
      name: `history unreadable after ${KILLS} kill -9 while writing (${written} records)`,
      value: String(unreadable),
      bound: '0',
      met: unreadable === 0,
    },
    { name: 'records lost by one kill, at most', value: String(mostLost), bound: '<= 1', met: mostLost <= 1 },
  ]
}
