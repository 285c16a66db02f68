// Makes sure that the journeys have a Chromium: the one that is there, else Playwright's own, else the system's package.
import { spawnSync } from 'node:child_process'
import { chromium } from '@playwright/test'
import { BROWSER_ARGS, findBrowser } from './find-browser.mjs'

/** True when a browser starts; a downloaded one may still lack system libraries. */
const starts = async () => {
  const executablePath = findBrowser()
  try {
    const browser = await chromium.launch({
      args: BROWSER_ARGS,
      ...(executablePath ? { executablePath } : {}),
    })
    await browser.close()
    return true
  } catch {
    return false
  }
}

const run = (command, ...args) => {
  console.error(`No Chromium starts here; trying: ${[command, ...args].join(' ')}`)
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0
}

const isRoot = process.getuid?.() === 0
const ways = [
  () => run('npx', '--no-install', 'playwright', 'install', 'chromium'),
  () =>
    isRoot &&
    run('apt-get', 'update') &&
    run('apt-get', 'install', '-y', '--no-install-recommends', 'chromium'),
]

let found = await starts()
for (const way of ways) {
  if (found) break
  found = way() && (await starts())
}
if (!found) {
  console.error(
    'No Chromium could be started or installed. Install Chromium or Google Chrome, or set PLAYWRIGHT_CHROMIUM to its path.',
  )
  process.exit(1)
}
