import { expectAccessible } from './support/expect-accessible.ts'
import { expect, test } from './support/test.ts'
import { at, expectStatus, openPractice } from './support/workbench-page.ts'

test('a server that demands DPoP gives a token: proof, its nonce once, both exchanges in the history', async ({
  page,
  workbench,
}) => {
  await openPractice(page, workbench)
  const rail = page.getByRole('navigation', { name: 'Steps' })
  await rail.getByRole('link', { name: 'Practice' }).click()
  await page.getByRole('switch', { name: 'DPoP demanded' }).click()
  await expect(page.getByRole('switch', { name: 'DPoP demanded' })).toBeChecked()

  await at(page).step('Request').click()
  await at(page).send.click()
  await expectStatus(page, 400)

  await at(page).step('Request').click()
  const proof = page.getByRole('switch', { name: 'Send a DPoP proof' })
  await proof.click()
  await expect(page.getByRole('main')).toContainText('(a proof, made when this is sent)')
  await expectAccessible(page, 'the request with a DPoP proof')
  await at(page).send.click()
  await expectStatus(page, 200)
  await expect(page.getByRole('main')).toContainText('DPoP')

  await rail.getByRole('link', { name: 'History' }).click()
  const lines = page.getByRole('list', { name: 'Attempts' }).getByRole('listitem')
  await expect(lines).toHaveCount(3)
  await expect(lines.nth(1)).toContainText('use_dpop_nonce')

  // The choice is the environment's and is kept.
  await page.reload()
  await at(page).step('Request').click()
  await expect(proof).toBeChecked()
})
