import { chromium } from '@playwright/test'
import { BROWSER_ARGS, findBrowser } from '../tools/find-browser.mjs'
import { runBuilt, withFolder } from './run-built.mjs'

/** A page of the built program in a fresh profile; `work` gets both and their folder. `prepare` fills the folder it runs in. */
export const withPage = (work, prepare = async () => {}) =>
  withFolder(async (folder) => {
    await prepare(folder)
    const program = await runBuilt(folder)
    const executablePath = findBrowser()
    const browser = await chromium.launch({
      args: BROWSER_ARGS,
      ...(executablePath ? { executablePath } : {}),
    })
    try {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
      return await work(await context.newPage(), program, folder)
    } finally {
      await browser.close()
      await program.stop()
    }
  })

/** From the first page to the assertion step of the practice environment, signed with `keyFile` or the practice key. */
export const openPracticeAssertion = async (page, bootUrl, keyFile) => {
  const step = (name) => page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name })
  await page.goto(bootUrl)
  await page.getByRole('button', { name: /Practice on the built-in server/ }).click()
  if (keyFile) {
    await step(/Key/).click()
    await page.getByRole('radio', { name: keyFile }).click()
  }
  await step(/Assertion/).click()
  await page.getByRole('status', { name: 'Signed assertion' }).waitFor()
}
