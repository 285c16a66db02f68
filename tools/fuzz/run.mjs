// npm run fuzz -- [runs]: every reader with many more texts than the unit tests take; the seed is printed.
import { spawnSync } from 'node:child_process'

const [runs = '20000'] = process.argv.slice(2)
const env = {
  ...process.env,
  FUZZ_RUNS: runs,
  FUZZ_SEED: process.env.FUZZ_SEED ?? String(Date.now() % 2 ** 31),
}
process.stdout.write(`FUZZ_SEED=${env.FUZZ_SEED} FUZZ_RUNS=${env.FUZZ_RUNS}\n`)
const { status } = spawnSync('npx', ['--no-install', 'vitest', 'run', 'tools/fuzz/fuzz.test.ts'], {
  env,
  stdio: 'inherit',
  shell: process.platform === 'win32',
})
process.exitCode = status ?? 1
