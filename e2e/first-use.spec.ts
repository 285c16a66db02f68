import { PASTED } from './support/screen-material.ts'
import { expectAccessible } from './support/expect-accessible.ts'
import { expect, test } from './support/test.ts'
import { at } from './support/workbench-page.ts'

test.use({ reducedMotion: 'reduce', runOptions: { secrets: {} } })

test('from what failed to an environment, and from what is missing to the step that has it', async ({
  page,
  workbench,
}) => {
  await page.goto(workbench.bootUrl)
  await page.getByLabel(/A curl command/).fill(PASTED)
  await expect(page.getByRole('main')).toContainText('one extra "/"')
  await page.getByRole('button', { name: /Make this an environment/ }).click()
  await expect(page.getByRole('heading', { name: 'Server', level: 1 })).toBeVisible()
  await expect(page.getByLabel('Client id', { exact: true })).toHaveValue(/^4f1c09d2/)
  await at(page).step('Assertion').click()
  await expect(page.getByRole('heading', { name: 'Client assertion', level: 1 })).toBeVisible()
  await page.getByRole('link', { name: 'Cannot send yet: no key is chosen (step 2)' }).click()
  await expect(page.getByRole('heading', { name: 'Key', level: 1 })).toBeVisible()
  await expectAccessible(page, 'no key yet')
})
