import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{shared,server,client,tools}/**/*.test.{ts,tsx}'],
    environment: 'node',
    // Client tests name jsdom themselves with a first-line comment.
    // For a busy machine; nothing here measures time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // One module graph for all files of a worker: loading it anew for each took 40 % of the whole run.
    isolate: false,
  },
})
