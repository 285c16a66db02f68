import { defineConfig } from '@playwright/test'
import { BROWSER_ARGS, findBrowser } from './tools/find-browser.mjs'

const executablePath = findBrowser()

const TIMED = ['**/mistakes.spec.ts', '**/misbehaving.spec.ts']

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'node_modules/.cache/e2e',
  // Each test starts a program and a browser page of its own, and waits for most of its time.
  workers: 2,
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
    // What is held against a clock has the machine to itself: these files run after the others, one by one.
    { name: 'timed', testMatch: TIMED, dependencies: ['journeys'], workers: 1 },
    { name: 'screenshots', testMatch: '**/screenshots.spec.ts' },
  ],
})
