import { defineConfig } from '@playwright/test'
import { BROWSER_ARGS, findBrowser } from './tools/find-browser.mjs'

const executablePath = findBrowser()

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'node_modules/.cache/e2e',
  // Each test starts a program and a browser page of its own; two cores do not carry more at once.
  workers: 1,
  forbidOnly: true,
  // A busy machine may be late once; a fault is there twice.
  retries: process.env['CI'] ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: { args: BROWSER_ARGS, ...(executablePath === undefined ? {} : { executablePath }) },
  },
  projects: [
    { name: 'journeys', testMatch: '**/*.spec.ts', testIgnore: '**/screenshots.spec.ts' },
    { name: 'screenshots', testMatch: '**/screenshots.spec.ts' },
  ],
})
