import { existsSync } from 'node:fs'

/** Flags without which a headless Chromium fails as root or talks to other hosts by itself. */
export const BROWSER_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Path of a Chromium that is on this machine; undefined means the one that Playwright installs for itself. */
export const findBrowser = () =>
  [process.env['PLAYWRIGHT_CHROMIUM'], ...PLACES].find(
    (path) => path !== undefined && path !== '' && existsSync(path),
  )
