// Makes sure that the journeys have a Chromium: the one that is there, else Playwright's own, else the system's package.
import { spawnSync } from 'node:child_process'
import { lookup } from 'node:dns/promises'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { chromium } from '@playwright/test'
import { BROWSER_ARGS, CHOICE, candidates } from './find-browser.mjs'

const PLAYWRIGHT = resolve(import.meta.dirname, '../node_modules/@playwright/test/cli.js')
const DOWNLOADS = 'cdn.playwright.dev'

/** True when a browser starts; what is there may be a stub, and a downloaded one may lack system libraries. */
const starts = async (executablePath) => {
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

/** Notes the first one that starts, for everything else that needs a browser; an empty note means Playwright's own. */
const choose = async () => {
  for (const path of [...candidates(), '']) {
    if (!(await starts(path))) continue
    mkdirSync(dirname(CHOICE), { recursive: true })
    writeFileSync(CHOICE, path)
    return true
  }
  return false
}

const run = (command, ...args) => {
  console.error(`No Chromium starts here; trying: ${[command, ...args].join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env }).status === 0
}

/** Without a route to it the download tries for more than a minute. */
const canDownload = async () => {
  const hasOwnRoute = Object.keys(process.env).some((name) =>
    /^(https?_proxy|playwright_download_host)$/i.test(name),
  )
  return hasOwnRoute || (await lookup(DOWNLOADS).then(Boolean, () => false))
}

const isRoot = process.getuid?.() === 0
const WAYS = [
  async () =>
    (await canDownload()) && run(process.execPath, PLAYWRIGHT, 'install', '--only-shell', 'chromium'),
  () =>
    isRoot &&
    run('apt-get', 'update') &&
    run('apt-get', 'install', '-y', '--no-install-recommends', 'chromium'),
  () => isRoot && run('apk', 'add', '--no-cache', 'chromium'),
  () => isRoot && run('dnf', 'install', '-y', 'chromium'),
]

let found = await choose()
for (const way of WAYS) {
  if (found) break
  found = (await way()) && (await choose())
}
if (!found) {
  console.error(
    'No Chromium could be started or installed. Install Chromium or Google Chrome, or set PLAYWRIGHT_CHROMIUM to its path.',
  )
  process.exit(1)
}
