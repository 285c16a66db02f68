import { expect, test } from './support/test.ts'
import { at, openPractice, sendAndExpect } from './support/workbench-page.ts'

test('a newcomer gets a token from the practice server on the first start', async ({ page, workbench }) => {
  await openPractice(page, workbench)
  await page.keyboard.press('ControlOrMeta+Enter')
  const answer = page.getByRole('main')
  await expect(answer).toContainText('200')
  await expect(answer).toContainText('Bearer')
  expect(await page.content()).not.toMatch(/BEGIN [A-Z ]*PRIVATE KEY/)
})

test('one slash too many in aud is marked, named, fixed with one click, and then a token comes', async ({
  page,
  workbench,
}) => {
  await openPractice(page, workbench)
  const { audience, identity, verdict, send } = at(page)
  const endpoint = await audience.inputValue()
  await audience.focus()
  await page.keyboard.press('End')
  await page.keyboard.type('/')
  await expect(identity.locator('mark')).toHaveText('/')
  await expect(verdict).toContainText(/slash/)

  await send.click()
  await expect(page.getByRole('main')).toContainText('401')
  await expect(page.getByRole('main')).toContainText('invalid_client')

  await at(page).step('Assertion').click()
  await verdict
    .getByRole('button', { name: /Fix it/ })
    .first()
    .click()
  await expect(audience).toHaveValue(endpoint)
  await expect(identity.locator('mark')).toHaveCount(0)
  await sendAndExpect(page, 200)
})
