import { defineConfig } from '@playwright/test'
import { BROWSER_ARGS, findBrowser } from './tools/find-browser.mjs'

const executablePath = findBrowser()

const UPSTREAM = /security\/(misbehaving|tls|targets)\.spec\.ts$/
/** Write into docs. */
const PICTURES = /(screenshots|examples)\.spec\.ts$/
const TIMED = '**/mistakes.spec.ts'

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'node_modules/.cache/e2e',
  // Each journey starts a program and a browser page of its own, and waits for them half of the time.
  workers: 2,
  forbidOnly: true,
  // A busy machine may be late once; a fault is there twice.
  retries: process.env['CI'] ? 1 : 0,
  // For a busy machine; what counts milliseconds has a project of its own.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: { args: BROWSER_ARGS, ...(executablePath === undefined ? {} : { executablePath }) },
  },
  projects: [
    { name: 'journeys', testIgnore: [PICTURES, UPSTREAM, TIMED] },
    { name: 'upstream', workers: 1, testMatch: UPSTREAM },
    // Counts milliseconds: alone, at the end.
    { name: 'timed', workers: 1, testMatch: TIMED, dependencies: ['journeys', 'upstream'] },
    { name: 'screenshots', workers: 1, testMatch: PICTURES },
  ],
})
