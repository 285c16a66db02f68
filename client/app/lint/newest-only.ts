/**
 * Runs one job at a time; while one runs, only the newest of those that come is kept. So an answer comes as early as
 * it can, none is overtaken by an older one, and typing quickly queues nothing up.
 * @param run never rejects
 */
export function newestOnly<Job>(run: (job: Job) => Promise<void>): (job: Job) => void {
  let waiting: { readonly job: Job } | undefined
  let isRunning = false
  const work = async () => {
    isRunning = true
    for (let next = waiting; next; next = waiting) {
      waiting = undefined
      await run(next.job)
    }
    isRunning = false
  }
  return (job) => {
    waiting = { job }
    if (!isRunning) void work()
  }
}
