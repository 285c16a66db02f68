import { generateKeyPairSync } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { BROWSER_ARGS, findBrowser } from '../tools/find-browser.mjs'
import { median, quantile, runBuilt, withFolder } from './run-built.mjs'

const WARM_UP = 10
const KEYSTROKES = 100
const BOUND_MS = 100

/** In the page: notes the time from each keydown to the frame that shows another signed JWT. */
const watchPreview = () => {
  const output = document.querySelector('output[aria-label="Signed assertion"]')
  let pressedAt
  let shown = output.textContent
  window.latencies = []
  addEventListener('keydown', (event) => (pressedAt = event.timeStamp), true)
  new MutationObserver(() => {
    if (output.textContent === shown || pressedAt === undefined) return
    shown = output.textContent
    const from = pressedAt
    pressedAt = undefined
    requestAnimationFrame(() => {
      const afterPaint = new MessageChannel()
      afterPaint.port1.onmessage = () => window.latencies.push(performance.now() - from)
      afterPaint.port2.postMessage(undefined)
    })
  }).observe(output, { subtree: true, childList: true, characterData: true })
}

const typeAndMeasure = async (page) => {
  const payload = page.getByRole('textbox', { name: /^Payload, JSON\. Tab/ })
  await payload.focus()
  await page.keyboard.press('ControlOrMeta+End')
  await page.evaluate(watchPreview)
  for (let count = 1; count <= WARM_UP + KEYSTROKES; count += 1) {
    await page.keyboard.press('Space')
    await page.waitForFunction((wanted) => window.latencies.length >= wanted, count)
  }
  return (await page.evaluate(() => window.latencies)).slice(WARM_UP)
}

/** A key pressed in the payload editor to the repainted JWT, signed with RS256 and a 2048-bit key. */
export const benchKeystroke = () =>
  withFolder(async (folder) => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    await mkdir(join(folder, 'secrets'))
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' })
    await writeFile(join(folder, 'secrets', 'bench.pem'), pem, { mode: 0o600 })
    const program = await runBuilt(folder)
    const executablePath = findBrowser()
    const browser = await chromium.launch({
      args: BROWSER_ARGS,
      ...(executablePath ? { executablePath } : {}),
    })
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
      await openAssertion(page, program.bootUrl)
      const latencies = await typeAndMeasure(page)
      const value = quantile(latencies, 0.95)
      return {
        name: `keystroke to repainted signed JWT, 95th percentile of ${KEYSTROKES}`,
        value: `${value.toFixed(0)} ms (median ${median(latencies).toFixed(0)})`,
        bound: `< ${BOUND_MS} ms`,
        met: value < BOUND_MS,
      }
    } finally {
      await browser.close()
      await program.stop()
    }
  })

const openAssertion = async (page, bootUrl) => {
  const step = (name) => page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name })
  await page.goto(bootUrl)
  await page.getByRole('button', { name: /Practice on the built-in server/ }).click()
  await step(/Key/).click()
  await page.getByRole('radio', { name: /bench\.pem/ }).click()
  await step(/Assertion/).click()
  await page.getByRole('combobox', { name: /^Algorithm/ }).waitFor()
  await page.getByRole('status', { name: 'Signed assertion' }).waitFor()
}
