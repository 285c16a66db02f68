// Prints each speed claim as a figure against its bound; ends with 1 when a bound is missed.
import { benchBundleSizes } from './bundle-sizes.mjs'
import { benchDiagnoseMany, benchDiagnoseOne } from './diagnosis.mjs'
import { benchFirstPaint } from './first-paint.mjs'
import { benchHistoryKill } from './history-kill.mjs'
import { benchHistoryLoad } from './history-load.mjs'
import { benchInitialJs } from './initial-js.mjs'
import { benchInteraction } from './interaction.mjs'
import { benchKeystroke } from './keystroke.mjs'
import { benchHostile } from './hostile.mjs'
import { benchLintLoad } from './lint-load.mjs'
import { benchLongTasks } from './long-tasks.mjs'
import { benchReadyLine } from './ready-line.mjs'
import { benchSends } from './sends.mjs'
import { benchSignRate } from './sign-rate.mjs'

const BENCHES = {
  'ready-line': benchReadyLine,
  'initial-js': benchInitialJs,
  'bundle-sizes': benchBundleSizes,
  'first-paint': benchFirstPaint,
  keystroke: benchKeystroke,
  interaction: benchInteraction,
  'lint-load': benchLintLoad,
  'diagnose-many': benchDiagnoseMany,
  'diagnose-one': benchDiagnoseOne,
  hostile: benchHostile,
  'long-tasks': benchLongTasks,
  'sign-rate': benchSignRate,
  sends: benchSends,
  'history-load': benchHistoryLoad,
  'history-kill': benchHistoryKill,
}

/** Processor time of a fixed loop on the machine that the bounds were set on, milliseconds. */
const REFERENCE_MS = 400
const LOOPS = 500_000_000

/** How many times slower than that machine this one is right now: a shared one may change by two within a minute. */
const slowness = () => {
  const from = process.cpuUsage()
  let sum = 0
  for (let count = 0; count < LOOPS; count += 1) sum += count
  const { user, system } = process.cpuUsage(from)
  if (sum < 0) throw new Error('unreachable: keeps the loop')
  return (user + system) / 1_000 / REFERENCE_MS
}

// `npm run bench -- NAME...` runs some of them.
const wanted = process.argv.slice(2)
let missed = 0
for (const [id, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(id)) continue
  const before = slowness()
  const rows = [await bench()].flat()
  const machine = `machine ${((before + slowness()) / 2).toFixed(1)}×`
  for (const { name, value, bound, met } of rows) {
    if (!met) missed += 1
    const verdict = met ? 'met   ' : 'missed'
    console.log(
      `${verdict}  ${name.padEnd(72)}  ${value.padStart(20)}  bound ${bound.padEnd(12)}  ${machine}`,
    )
  }
}
process.exitCode = missed === 0 ? 0 : 1
