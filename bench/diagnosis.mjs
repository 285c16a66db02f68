import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { median, quantile, withFolder } from './run-built.mjs'

const run = promisify(execFile)
const ROOT = resolve(import.meta.dirname, '..')
const HELPER = ['tools/run-ts.mjs', 'bench/diagnose-main.ts']
const ATTEMPTS = 1_000
const MANY_BOUND_MS = 5_000
const RUNS = 3
const ROUNDS = 60
/** Rounds before the machine code is as good as it gets. */
const WARM_UP = 10
const ONE_BOUND_MS = 5

const timed = async (name, command, args) => {
  const times = []
  for (let round = 0; round < RUNS; round += 1) {
    const from = performance.now()
    const { stdout } = await run(command, args, { cwd: ROOT, maxBuffer: 100_000_000 })
    times.push(performance.now() - from)
    const lines = stdout.split('\n').length - 1
    if (lines !== ATTEMPTS) throw new Error(`${name} printed ${lines} lines`)
  }
  const value = median(times)
  return {
    name: `${ATTEMPTS} attempts with ${name}, start included, median of ${RUNS}`,
    value: `${value.toFixed(0)} ms`,
    bound: `< ${MANY_BOUND_MS} ms`,
    met: value < MANY_BOUND_MS,
  }
}

/** A folder of attempt files through the program as built and through the script of the project. */
export const benchDiagnoseMany = () =>
  withFolder(async (folder) => {
    await run(process.execPath, [...HELPER, 'write', folder, String(ATTEMPTS)], { cwd: ROOT })
    // The script bundles the sources once after each change; that is no part of a run.
    await run('npm', ['run', '--silent', 'diagnose', '--', '--help'], { cwd: ROOT })
    return [
      await timed('countersign diagnose', process.execPath, ['dist/server/main.js', 'diagnose', folder]),
      await timed('npm run diagnose', 'npm', ['run', '--silent', 'diagnose', '--', folder]),
    ]
  })

/** Rules and ranking over gathered facts, in processor time, over attempts of every kind. */
export const benchDiagnoseOne = async () => {
  const { stdout } = await run(process.execPath, [...HELPER, 'time', String(ROUNDS)], { cwd: ROOT })
  const all = JSON.parse(stdout)
  const times = all.slice((all.length / ROUNDS) * WARM_UP)
  const value = quantile(times, 0.95)
  return {
    name: 'one diagnosis from gathered facts, 95th percentile',
    value: `${value.toFixed(2)} ms (median ${median(times).toFixed(2)})`,
    bound: `< ${ONE_BOUND_MS} ms`,
    met: value < ONE_BOUND_MS,
  }
}
