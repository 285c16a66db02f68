// Loaded before the program: on SIGUSR2 the event loop delay so far goes to standard error, and a new count begins.
import { monitorEventLoopDelay } from 'node:perf_hooks'

const delay = monitorEventLoopDelay({ resolution: 10 })
delay.enable()
process.on('SIGUSR2', () => {
  const ms = (nanoseconds) => Math.round(nanoseconds / 1e4) / 100
  process.stderr.write(`event loop: p50 ${ms(delay.percentile(50))} ms, p99 ${ms(delay.percentile(99))} ms\n`)
  delay.reset()
})
