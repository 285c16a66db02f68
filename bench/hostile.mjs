import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const BOUND_MS = 200

/** The slowest of all parsers over 64 KiB of each nasty text, in processor time. */
export const benchHostile = async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    'tools/run-ts.mjs',
    'bench/hostile-main.ts',
  ])
  const rows = JSON.parse(stdout)
  const [worst] = rows
  return {
    name: `64 KiB of anything, the slowest of ${rows.length} (${worst.parser}, ${worst.text})`,
    value: `${worst.ms.toFixed(0)} ms`,
    bound: `< ${BOUND_MS} ms`,
    met: worst.ms < BOUND_MS,
  }
}
