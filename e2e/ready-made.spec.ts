import { sendReadyMade } from '../shared/contract/token-requests.ts'
import { expectAccessible } from './support/expect-accessible.ts'
import { expect, test } from './support/test.ts'
import { at, expectStatus, openPractice } from './support/workbench-page.ts'

test('a ready-made assertion is judged, sent unchanged, found in the history, and left again', async ({
  page,
  workbench,
}) => {
  await openPractice(page, workbench)
  const own = ((await at(page).signed.textContent()) ?? '').replaceAll(/\s/g, '')

  await page.getByRole('button', { name: 'Paste a JWT…' }).click()
  await page.getByRole('textbox', { name: 'Compact JWT' }).fill(own)
  await page.getByRole('button', { name: 'Use it unchanged' }).click()
  const state = page.getByRole('status').filter({ hasText: 'Ready-made assertion: nothing is signed.' })
  await expect(state).toBeVisible()
  await expect(page.getByRole('group', { name: 'Payload as decoded' })).toContainText('"iss"')
  await expect(at(page).verdict).toContainText('Nothing')
  await expectAccessible(page, 'a ready-made assertion')

  await at(page).step('Request').click()
  await expect(state).toBeVisible()
  await expectAccessible(page, 'the request with a ready-made assertion')
  const sent = page.waitForRequest((request) => new URL(request.url()).pathname === sendReadyMade.path)
  await page.getByRole('button', { name: 'Send unchanged' }).click()
  expect((await sent).postDataJSON()).toMatchObject({ assertion: own })
  await expectStatus(page, 200)

  // The same once more: the server remembers its jti, and so do the rules.
  await at(page).step('Assertion').click()
  await expect(at(page).verdict.getByRole('button', { name: /^Fix it/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Send unchanged' }).click()
  await expectStatus(page, 401)

  await page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name: 'History' }).click()
  await expect(page.getByRole('list', { name: 'Attempts' }).getByRole('listitem')).toHaveCount(2)

  await at(page).step('Assertion').click()
  await state.getByRole('button', { name: 'Back to own signing' }).click()
  await expect(at(page).signed).toContainText(/^e.+\..+\./)
  await at(page).send.click()
  await expectStatus(page, 200)
})
