import { defineConfig } from '@playwright/test'
import { BROWSER_ARGS, findBrowser } from './tools/find-browser.mjs'

const executablePath = findBrowser()

const TIMED = ['**/mistakes.spec.ts', '**/misbehaving.spec.ts']

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'node_modules/.cache/e2e',
  // Each test starts a program and a browser page of its own; two cores do not carry more at once.
  workers: 1,
  forbidOnly: true,
  // A busy machine may be late once; a fault is there twice.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: { args: BROWSER_ARGS, ...(executablePath === undefined ? {} : { executablePath }) },
  },
  projects: [
    { name: 'journeys', testMatch: '**/*.spec.ts', testIgnore: [...TIMED, '**/screenshots.spec.ts'] },
    // What is held against a clock runs after the others.
    { name: 'timed', testMatch: TIMED, dependencies: ['journeys'] },
    { name: 'screenshots', testMatch: '**/screenshots.spec.ts' },
  ],
})
