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
  'history-load': benchHistoryLoad,
  'history-kill': benchHistoryKill,
}

// `npm run bench -- NAME...` runs some of them.
const wanted = process.argv.slice(2)
let missed = 0
for (const [id, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(id)) continue
  for (const { name, value, bound, met } of [await bench()].flat()) {
    if (!met) missed += 1
    console.log(`${met ? 'met   ' : 'missed'}  ${name.padEnd(72)}  ${value.padStart(20)}  bound ${bound}`)
  }
}
process.exitCode = missed === 0 ? 0 : 1
