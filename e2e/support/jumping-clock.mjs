// Loaded before the program: each SIGUSR2 moves its wall clock, a day ahead and then three days back.
const real = Date.now
const JUMPS_MS = [86_400_000, -2 * 86_400_000]
let offsetMs = 0
let count = 0
Date.now = () => real() + offsetMs
process.on('SIGUSR2', () => {
  offsetMs += JUMPS_MS[count % JUMPS_MS.length]
  count += 1
})
