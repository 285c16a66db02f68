import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expectAccessible } from './support/expect-accessible.ts'
import { expect, test } from './support/test.ts'
import {
  at,
  downloadShared,
  openPractice,
  openShare,
  sendAndExpect,
  shareAs,
} from './support/workbench-page.ts'

const lines = (page: Page) => page.getByRole('list', { name: 'Attempts' }).getByRole('listitem')

/** One attempt that works and one that fails for a slash at the end of aud. */
const sendBoth = async (page: Page): Promise<void> => {
  await sendAndExpect(page, 200)
  await at(page).step('Assertion').click()
  await at(page).audience.focus()
  await page.keyboard.press('End')
  await page.keyboard.type('/')
  await sendAndExpect(page, 401)
}

test('a person finds a failing attempt again, compares it with the one that works and reads what differs', async ({
  page,
  workbench,
}) => {
  await openPractice(page, workbench)
  await sendBoth(page)
  await at(page).rail('History').click()
  await expect(lines(page)).toHaveCount(2)
  await expect(lines(page).first()).toContainText('Changed since the one before: aud')

  await page.getByRole('textbox', { name: 'Search' }).fill('invalid_client')
  await expect(lines(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Clear' }).click()
  await expect(lines(page)).toHaveCount(2)

  await lines(page).first().getByRole('button', { name: 'Name, note' }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('the slash')
  await page.getByRole('button', { name: 'Keep', exact: true }).click()
  await expect(lines(page).first()).toContainText('the slash')
  await lines(page).first().getByRole('button', { name: 'Delete' }).click()
  await expect(lines(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(lines(page)).toHaveCount(2)

  for (const line of await lines(page).all()) await line.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Compare the two' }).click()
  const answer = page.getByRole('main')
  await expect(answer).toContainText('A works, B fails: aud differs.')
  await expect(answer.getByRole('table', { name: 'Claims' }).locator('mark')).toHaveText('/')
  await page.reload()
  await expect(answer).toContainText('A works, B fails: aud differs.')
  // From the deep link: no editor stood on the page before.
  await page.getByRole('button', { name: 'Raw JSON side by side' }).click()
  await expect(answer.locator('.monaco-diff-editor .modified .char-insert').first()).toBeVisible()
  await expect(answer.getByRole('textbox', { name: 'Raw JSON of B' })).toBeAttached()
  await expectAccessible(page, 'compare, raw')

  await at(page).rail('History').click()
  await lines(page).first().getByRole('button', { name: 'Load into the editors' }).click()
  await expect(at(page).audience).toHaveValue(/\/token\/$/)
})

test('an attempt is shared as a picture, Markdown, HTML, a file and a message; imported, the file has the same verdict', async ({
  page,
  context,
  workbench,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: workbench.origin })
  await openPractice(page, workbench)
  await sendBoth(page)
  const dialog = await openShare(page)
  await expect(dialog).toContainText('the signature of the assertion')
  await expect(dialog.getByRole('img', { name: /^Report: Proven: / })).toBeVisible()
  await dialog.getByRole('button', { name: 'Copy the picture' }).click()
  await expect(dialog).toContainText('The picture is in the clipboard.')

  const saved = async () => readFile(await (await downloadShared(page)).path(), 'utf8')
  await shareAs(page, /Markdown/)
  await dialog.getByRole('checkbox', { name: 'Client ids' }).uncheck()
  await expect(dialog.getByLabel('Preview')).toContainText('client-A')
  const markdown = await saved()
  expect(markdown).toContain('**proven**')
  expect(markdown).not.toContain('practice-client')
  await shareAs(page, /HTML/)
  const html = await saved()
  expect(html).not.toMatch(/<script|src=|href=/i)
  await shareAs(page, /operator/)
  await expect(dialog.getByLabel('Preview')).toContainText('thumbprint')
  await shareAs(page, /Attempt file/)
  const file = await saved()
  expect(JSON.parse(file)).toMatchObject({ format: 'attempt/1' })
  await dialog.getByRole('button', { name: 'Close' }).click()

  await at(page).rail('History').click()
  await page
    .getByLabel('Attempt file to import')
    .setInputFiles({ name: 'a.attempt.json', mimeType: 'application/json', buffer: Buffer.from(file) })
  await expect(lines(page)).toHaveCount(3)
  const causes = await lines(page).locator('strong').allTextContents()
  expect(causes[0]).toBe(causes[1])
})

test('in screenshot mode the page holds no signature and no token, also where one was revealed', async ({
  page,
  workbench,
}) => {
  await openPractice(page, workbench)
  const signature = ((await at(page).signed.textContent()) ?? '').split('.')[2]?.trim() ?? ''
  expect(signature.length).toBeGreaterThan(60)
  await sendAndExpect(page, 200)
  await page.keyboard.press('s')
  await expect(page.getByText('redacted', { exact: true })).toBeVisible()
  for (const step of ['Assertion', 'Request', 'Answer', 'Key', 'Server'] as const) {
    await at(page).step(step).click()
    await expect(at(page).step(step)).toHaveAttribute('aria-current', 'step')
    expect(await page.content()).not.toContain(signature.slice(0, 40))
  }
  await at(page).step('Assertion').click()
  await page.keyboard.press('s')
  await expect(at(page).signed).toContainText(/^e.+\..+\./)
})
