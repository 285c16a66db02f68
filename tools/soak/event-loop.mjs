// Loaded before the program: on SIGUSR2 the event loop delay so far and the memory that is held, garbage aside, go to
// standard error, and a new count of the delay begins.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc')
const delay = monitorEventLoopDelay({ resolution: 10 })
delay.enable()
process.on('SIGUSR2', () => {
  const ms = (nanoseconds) => Math.round(nanoseconds / 1e4) / 100
  process.stderr.write(`event loop: p50 ${ms(delay.percentile(50))} ms, p99 ${ms(delay.percentile(99))} ms\n`)
  collect()
  const { heapUsed, external } = process.memoryUsage()
  process.stderr.write(`held: ${Math.round((heapUsed + external) / 1e5) / 10} MB\n`)
  delay.reset()
})
