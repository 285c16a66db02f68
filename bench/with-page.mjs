import { chromium } from '@playwright/test'
import { BROWSER_ARGS, findBrowser } from '../tools/find-browser.mjs'
import { runBuilt, withFolder } from './run-built.mjs'

/** A page of the built program in a fresh profile; `work` gets both. */
export const withPage = (work) =>
  withFolder(async (folder) => {
    const program = await runBuilt(folder)
    const executablePath = findBrowser()
    const browser = await chromium.launch({
      args: BROWSER_ARGS,
      ...(executablePath ? { executablePath } : {}),
    })
    try {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
      return await work(await context.newPage(), program)
    } finally {
      await browser.close()
      await program.stop()
    }
  })

/** From the first page to the assertion step of the practice environment. */
export const openPracticeAssertion = async (page, bootUrl) => {
  await page.goto(bootUrl)
  await page.getByRole('button', { name: /Practice on the built-in server/ }).click()
  await page
    .getByRole('navigation', { name: 'Steps' })
    .getByRole('link', { name: /Assertion/ })
    .click()
  await page.getByRole('status', { name: 'Signed assertion' }).waitFor()
}
