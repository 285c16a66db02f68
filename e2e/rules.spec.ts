import { expectAccessible } from './support/expect-accessible.ts'
import { expect, test } from './support/test.ts'
import { at, openPractice } from './support/workbench-page.ts'

test('the Rules screen says of each rule how it stands now and why, finds it, and goes to the place', async ({
  page,
  workbench,
}) => {
  await openPractice(page, workbench)
  await at(page).audience.focus()
  await page.keyboard.press('End')
  await page.keyboard.type('/')
  const card = at(page).verdict.locator('[data-rule="payload-aud-trailing-slash"]')
  await expect(card).toBeVisible()

  // From the verdict's "why", to that rule.
  await card.getByRole('link', { name: /aud/ }).click()
  await expect(page.getByRole('heading', { name: 'Rules', level: 1 })).toBeVisible()
  const search = page.getByRole('textbox', { name: 'Search' })
  await expect(search).toHaveValue('payload-aud-trailing-slash')
  const rows = page.getByRole('list', { name: 'Rules and their state' }).getByRole('listitem')
  await expect(rows.first()).toContainText(/fails.*payload-aud-trailing-slash.*proven/s)
  // The more general rule stands back, and says for which one.
  await expect(rows.nth(1)).toContainText('payload-aud-trailing-slash names the same fault more exactly.')

  // Every other one in force, in words and in number.
  await page.getByRole('button', { name: 'Show all in force' }).click()
  const shown = Number(
    /^(\d+) of (\d+) rules/.exec(await page.getByText(/^\d+ of \d+ rules/).innerText())?.[1],
  )
  expect(shown).toBeGreaterThan(150)
  await expect(rows).toHaveCount(shown)
  await search.fill('RFC 7519 exp')
  await expect(rows.first()).toContainText('RFC 7519')
  expect(await rows.count()).toBeLessThan(shown)

  // Those that are off say why.
  await search.fill('')
  await page.getByRole('button', { name: /State$/ }).click()
  await page.getByRole('option', { name: 'off', exact: true }).click()
  await expect(rows.first()).toHaveAttribute('data-state', 'off')
  for (const row of (await rows.all()).slice(0, 5))
    await expect(row.locator('p').first()).toContainText(/off|not|only/i)
  await page.getByRole('button', { name: /About$/ }).click()
  await page.getByRole('option', { name: 'JWK Set', exact: true }).click()
  await search.fill('no rule has these words')
  await expect(page.getByText('No rule fits. Fewer words or another state show more.')).toBeVisible()
  await expectAccessible(page, 'rules, none found')

  // And back to the place of the finding.
  await page.getByRole('button', { name: 'Show all in force' }).click()
  await page
    .getByRole('button', { name: /^Show me: aud/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: 'Client assertion', level: 1 })).toBeVisible()
  await expect(page.getByRole('textbox', { name: /^Payload, JSON/ })).toBeFocused()
})
