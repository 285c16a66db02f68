import { expectAccessible } from './support/expect-accessible.ts'
import { expect, test } from './support/test.ts'
import { at, expectStatus, openPractice } from './support/workbench-page.ts'

test.use({ reducedMotion: 'reduce' })

test('the practice tour: a token, a fault named, the repair, one’s own server; then it does not come again', async ({
  page,
  workbench,
}) => {
  await openPractice(page, workbench)
  const tour = page.getByRole('region', { name: 'Practice tour' })
  const act = (name: string) => tour.getByRole('button', { name, exact: true })
  await expect(tour).toContainText('1 of 4')
  await expectAccessible(page, 'tour, first step')

  await act('Send it').click()
  await expectStatus(page, 200)
  await expect(tour).toContainText('2 of 4')

  // By keyboard from here: the focus stayed on the tour's one button.
  await expect(act('Break it')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Client assertion', level: 1 })).toBeVisible()
  await expect(at(page).verdict).toContainText('one extra "/"')
  await expect(tour).toContainText('3 of 4')
  // Where it stands is kept over a reload.
  await page.reload()
  await expect(tour).toContainText('3 of 4')
  await expect(at(page).audience).toHaveValue(/\/token\/$/)
  await expectAccessible(page, 'tour, third step')

  await act('Fix it').focus()
  await page.keyboard.press('Enter')
  await expect(at(page).audience).toHaveValue(/\/token$/)
  await expect(tour).toContainText('4 of 4')
  await act('Your server').click()
  await expect(page.getByRole('heading', { name: 'Start from an environment' })).toBeVisible()
  await page.getByRole('button', { name: 'Back', exact: true }).click()
  await expect(at(page).steps).toBeVisible()
  await expect(tour).toHaveCount(0)
})

test('the practice tour is skipped with one press, and comes back from the palette and the shortcuts', async ({
  page,
  workbench,
}) => {
  await openPractice(page, workbench)
  const tour = page.getByRole('region', { name: 'Practice tour' })
  await tour.getByRole('button', { name: 'Skip the tour' }).click()
  await expect(tour).toHaveCount(0)
  await page.reload()
  await expect(at(page).signed).toContainText(/^e.+\..+\./)
  await expect(tour).toHaveCount(0)

  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('combobox', { name: 'Action' })).toBeFocused()
  await page.keyboard.type('tour')
  await page.keyboard.press('Enter')
  await expect(tour).toContainText('1 of 4')
  await tour.getByRole('button', { name: 'Skip the tour' }).click()

  await page.keyboard.press('?')
  await page.getByRole('button', { name: 'Take the practice tour' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(tour).toContainText('1 of 4')
})
