import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{shared,server,client,tools}/**/*.test.{ts,tsx}'],
    environment: 'node',
    // Client tests name jsdom themselves with a first-line comment.
    testTimeout: 20_000,
    maxWorkers: 2,
  },
})
