import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { test } from './support/test.ts'
import {
  at,
  downloadShared,
  openPractice,
  openShare,
  sendAndExpect,
  shareAs,
} from './support/workbench-page.ts'

/** Another folder for looking without touching the examples of the documentation. */
const FOLDER = process.env['EXAMPLES'] ?? resolve(import.meta.dirname, '../docs/examples')

const FORMS: readonly { form: RegExp; file: string }[] = [
  { form: /Picture/, file: 'report.png' },
  { form: /Markdown/, file: 'report.md' },
  { form: /HTML/, file: 'report.html' },
  { form: /Attempt file/, file: 'slash.attempt.json' },
  { form: /operator/, file: 'message-to-the-operator.txt' },
]

test('one example of each form of a report, of a refusal by the practice server', async ({
  page,
  workbench,
}) => {
  await mkdir(FOLDER, { recursive: true })
  await openPractice(page, workbench)
  const endpoint = await at(page).audience.inputValue()
  await at(page).audience.fill(`${endpoint}/`)
  await page.keyboard.press('Escape')
  await sendAndExpect(page, 401)
  await openShare(page)
  for (const { form, file } of FORMS) {
    await shareAs(page, form)
    await (await downloadShared(page)).saveAs(join(FOLDER, file))
  }
})
