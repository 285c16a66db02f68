import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

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
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** Where ensure-browser.mjs notes which one really starts. */
export const CHOICE = resolve(import.meta.dirname, '../node_modules/.cache/browser.txt')

/** Paths of what may be a Chromium on this machine, most wanted first. */
export const candidates = () =>
  [process.env['PLAYWRIGHT_CHROMIUM'], ...PLACES].filter(
    (path) => path !== undefined && path !== '' && existsSync(path),
  )

/** The one to use; undefined means the one that Playwright installs for itself. */
export const findBrowser = () => {
  const [first] = candidates()
  if (process.env['PLAYWRIGHT_CHROMIUM'] !== undefined) return first
  const noted = existsSync(CHOICE) ? readFileSync(CHOICE, 'utf8') : first
  return noted === '' ? undefined : existsSync(noted ?? '') ? noted : first
}
