// Prints each speed claim as a figure against its bound; ends with 1 when a bound is missed.
import { benchInitialJs } from './initial-js.mjs'
import { benchKeystroke } from './keystroke.mjs'
import { benchReadyLine } from './ready-line.mjs'
import { benchSignRate } from './sign-rate.mjs'

let missed = 0
for (const bench of [benchReadyLine, benchInitialJs, benchKeystroke, benchSignRate]) {
  const { name, value, bound, met } = await bench()
  if (!met) missed += 1
  console.log(`${met ? 'met   ' : 'missed'}  ${name.padEnd(66)}  ${value.padStart(16)}  bound ${bound}`)
}
process.exitCode = missed === 0 ? 0 : 1
