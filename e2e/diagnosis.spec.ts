import type { Page } from '@playwright/test'
import type { JWK } from 'jose'
import { startSecondProvider } from './fakes/second-provider.ts'
import { expectAccessible } from './support/expect-accessible.ts'
import { expect, test } from './support/test.ts'
import { addOwnServer, at, openPractice, sendAndExpect } from './support/workbench-page.ts'

const UNKNOWN_CLIENT = 'The client id is not registered'
const NOT_SYNCED = 'The registration is saved and not yet in force'

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const openPracticeScreen = async (page: Page): Promise<void> => {
  await at(page).rail('Practice').click()
  await expect(page.getByRole('heading', { name: /^Practice server/ })).toBeVisible()
}

const switchOn = async (page: Page, title: string): Promise<void> => {
  await openPracticeScreen(page)
  const fault = page.getByRole('switch', { name: title, exact: true })
  await fault.click()
  await expect(fault).toBeChecked()
}

test('a mistake is put in, named with both values beside the bare answer, repaired and sent again', async ({
  page,
  workbench,
}) => {
  await openPractice(page, workbench)
  const right = await at(page).audience.inputValue()
  await openPracticeScreen(page)
  await page.getByRole('button', { name: 'Put it in: aud ends in one slash too many' }).click()
  await expect(at(page).audience).toHaveValue(`${right}/`)
  await sendAndExpect(page, 401)

  await expect(
    page.getByRole('heading', { name: /^Proven: aud is not the token endpoint: it ends in one extra/ }),
  ).toBeVisible()
  const first = region(page, 'Causes').getByRole('listitem').first()
  await expect(first).toContainText('payload-aud-trailing-slash')
  await expect(first).toContainText(`${right}/`)
  await expect(first.getByText(right, { exact: true })).toBeVisible()
  await expect(region(page, 'No sign of')).toContainText('a wrong signature')
  await expect(region(page, 'Where the reason is written')).toContainText('log of the token endpoint')

  await page.getByRole('button', { name: /and send again$/ }).click()
  await expect(page.getByRole('heading', { name: 'The server issued a token.' })).toBeVisible()
})

test('a refusal that nothing local explains is ranked, asked about and tried; the ranking moves', async ({
  page,
  workbench,
}) => {
  await openPractice(page, workbench)
  await switchOn(page, UNKNOWN_CLIENT)
  await sendAndExpect(page, 401)
  const causes = region(page, 'Causes')
  const next = region(page, 'Next experiment')
  await expect(page.getByRole('heading', { name: /^Nothing local is (proven|wrong)\./ })).toBeVisible()
  await expect(causes).toContainText('The client id is unknown to this server')
  await expect(region(page, 'Cannot be known from here')).toContainText('The client id is unknown')
  await expect(region(page, 'No sign of')).toContainText('a wrong signature')
  await expect(next).toContainText('5 of 5 requests left')

  await test.step('what is known besides re-ranks at once', async () => {
    await page.getByRole('button', { name: 'yes', exact: true }).click()
    await page.getByRole('button', { name: 'the client id', exact: true }).click()
    await expect(causes).toContainText(/client-id changed since it last worked/i)
    await page.getByRole('button', { name: 'the client id', exact: true }).click()
    await page.getByRole('button', { name: 'never', exact: true }).click()
    await expect(causes).not.toContainText(/changed since it last worked/)
  })

  await test.step('each outcome has its meaning before it is run; one click runs it', async () => {
    await next.getByText(/other experiments?$/).click()
    const repeat = next.getByRole('region', { name: /^Repeat unchanged/ })
    await expect(repeat).toContainText('a token')
    await repeat.getByRole('button', { name: /^Run: Repeat unchanged/ }).click()
    await expect(next.getByRole('list', { name: 'Tried so far' })).toContainText('the same answer')
    await expect(next).toContainText('4 of 5 requests left')
    await expect(causes).toContainText(/(up|down) from \d+ %/)
  })

  await test.step('the practice server looks up what a person would ask its operator', async () => {
    await next.getByRole('button', { name: /^Run: Read the registration back/ }).click()
    await expect(next.getByRole('list', { name: 'Tried so far' })).toContainText('another client id')
    await expect(
      page.getByRole('heading', { name: /^Nothing local is proven\. Most likely: The client id is unknown/ }),
    ).toBeVisible()
  })
  await expectAccessible(page, 'an answer after an experiment')

  await at(page).rail('History').click()
  const lines = page.getByRole('list', { name: 'Attempts' }).getByRole('listitem')
  await expect(lines).toHaveCount(2)
  await expect(lines.first()).toContainText('experiment')
  await expect(lines.first()).toContainText('Repeat unchanged')
})

test.describe('the watch', () => {
  const refusedUntil = async (page: Page, seconds: number): Promise<void> => {
    await openPracticeScreen(page)
    const delay = page.getByRole('spinbutton', { name: /not yet in force for/ })
    await delay.fill(String(seconds))
    await delay.blur()
    await expect(delay).toHaveValue(String(seconds))
    await switchOn(page, NOT_SYNCED)
    await sendAndExpect(page, 401)
    await expect(region(page, 'Causes')).toContainText('has not reached this server yet')
  }

  const start = async (page: Page, seconds: number): Promise<void> => {
    const card = region(page, 'Sync clock and watch')
    await card.getByRole('textbox', { name: /Repeat once in/ }).fill(String(seconds))
    await card.getByRole('button', { name: 'Start the watch' }).click()
    await expect(region(page, 'Watch')).toContainText('waiting')
  }

  test('repeats by itself when the delay is over, past a reload, and reports the token', async ({
    page,
    workbench,
  }) => {
    await openPractice(page, workbench)
    await refusedUntil(page, 5)
    await start(page, 6)
    const watch = region(page, 'Watch')
    await expect(page).toHaveTitle(/^00:0\d · Countersign$/)
    await expectAccessible(page, 'a watch that waits')
    await page.reload()
    await expect(watch).toContainText('It works now: the server issued a token.', { timeout: 20_000 })
    await watch.getByRole('button', { name: 'See the answer' }).click()
    await expect(page.getByRole('heading', { name: 'The server issued a token.' })).toBeVisible()
    await watch.getByRole('button', { name: 'Close' }).click()
    await expect(watch).toBeHidden()
    await expect(page).toHaveTitle('Countersign')

    await test.step('and is the experiment by which time becomes the likely cause', async () => {
      await page
        .getByRole('button', { name: /401 invalid_client/ })
        .last()
        .click()
      await expect(
        page.getByRole('heading', { name: /Most likely: The registration has not reached this server yet/ }),
      ).toBeVisible()
      await expect(page.getByRole('list', { name: 'Tried so far' })).toContainText('a token')
      await expect(region(page, 'Ruled out')).toContainText('Ruled out by attempt 2')
    })
  })

  test('can be cancelled, and then sends nothing', async ({ page, workbench }) => {
    await openPractice(page, workbench)
    await refusedUntil(page, 600)
    await start(page, 300)
    await region(page, 'Watch').getByRole('button', { name: 'Cancel the watch' }).click()
    await expect(region(page, 'Watch')).toBeHidden()
    await expect(page).toHaveTitle('Countersign')
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Answer', level: 1 })).toBeAttached()
    await expect(region(page, 'Watch')).toBeHidden()
    await at(page).rail('History').click()
    await expect(page.getByRole('list', { name: 'Attempts' }).getByRole('listitem')).toHaveCount(1)
  })
})

test('the practice server says what one would see under each fault, and then one sees it', async ({
  page,
  workbench,
}) => {
  await openPractice(page, workbench)
  await openPracticeScreen(page)
  const faults = region(page, 'Faults at the server').getByRole('listitem')
  for (const fault of await faults.all()) await expect(fault).toContainText(/You would see: .+\./)
  const gateway = faults.filter({ hasText: 'A gateway answers in place of the server' })
  await expect(gateway).toContainText('502 with an HTML page')
  await gateway.getByRole('switch').click()
  await expectAccessible(page, 'practice with a fault switched on')
  await sendAndExpect(page, 502)
  await expect(region(page, 'Causes').getByRole('listitem').first()).toContainText('resp-html')

  await openPracticeScreen(page)
  await page.getByRole('button', { name: 'All off' }).click()
  await expect(page.getByRole('switch', { checked: true })).toHaveCount(0)
  await sendAndExpect(page, 200)
})

test('the same client and key are tried across environments: this site, or all of them', async ({
  page,
  workbench,
}) => {
  await openPractice(page, workbench)
  await openPracticeScreen(page)
  const jwksUrl = await region(page, 'Addresses').locator('code').filter({ hasText: /jwks/ }).innerText()
  const served = (await (await page.request.get(jwksUrl)).json()) as { keys: JWK[] }
  const second = await startSecondProvider(...served.keys)
  try {
    await addOwnServer(page, { name: 'Second server', ...second })
    await page.getByRole('button', { name: /^Environment:/ }).click()
    await page.getByRole('menuitem', { name: /Practice server/ }).click()
    await switchOn(page, UNKNOWN_CLIENT)
    await sendAndExpect(page, 401)

    const card = region(page, 'Across environments')
    await card.getByRole('button', { name: 'Try at 2' }).click()
    const dialog = page.getByRole('alertdialog')
    await expect(dialog).toContainText(new URL(second.issuer).origin)
    await dialog.getByRole('button', { name: 'Send with this key' }).click()
    await expect(card.getByRole('status')).toContainText('Works at 1 of 2: key, code and clock are sound.')
    const row = card.getByRole('table').getByRole('row')
    await expect(row.filter({ hasText: 'Practice server' })).toContainText('refused')
    await expect(row.filter({ hasText: 'Second server' })).toContainText('works')
    await expectAccessible(page, 'the table across environments')

    await test.step('each server was asked once, the experiment included', async () => {
      await at(page).rail('History').click()
      await expect(page.getByRole('list', { name: 'Attempts' }).getByRole('listitem')).toHaveCount(3)
    })
  } finally {
    await second.stop()
  }
})
