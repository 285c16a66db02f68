import { generateKeyPairSync } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expectAccessible } from './support/expect-accessible.ts'
import { expect, test } from './support/test.ts'
import { at, openPractice } from './support/workbench-page.ts'

const PEM = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString()
const ESCAPED = PEM.replaceAll('\n', '\\n')

test.describe('a damaged key', () => {
  test.use({ runOptions: { secrets: { 'from-a-variable.pem': ESCAPED } } })

  test('with escaped line ends is explained, repaired into a copy, and the copy signs', async ({
    page,
    workbench,
  }) => {
    await openPractice(page, workbench)
    await at(page).step('Key').click()
    await page.getByRole('radio', { name: /from-a-variable/ }).click()
    await page.getByRole('button', { name: 'Look at the bytes' }).click()
    await expect(page.getByRole('list', { name: 'Findings about this file' })).toContainText(/line/)
    await expectAccessible(page, 'the bytes of a key')
    const map = page.getByRole('list', { name: 'Lines, content hidden' })
    // Sixteen characters are far more than a label shares with a key by chance.
    expect(await map.innerText()).not.toContain(PEM.split('\n')[1]?.slice(0, 16))
    await page.getByRole('button', { name: 'Save repaired copy' }).click()
    const saved = page.getByRole('status').filter({ hasText: 'Written beside it as' })
    const name = (await saved.locator('code').innerText()).trim()
    const copy = join(workbench.folder, 'secrets', name)
    expect(await readFile(copy, 'utf8')).toBe(PEM)
    expect((await stat(copy)).mode & 0o777).toBe(0o600)
    expect(await readFile(join(workbench.folder, 'secrets', 'from-a-variable.pem'), 'utf8')).toBe(ESCAPED)
    await page.getByRole('radio', { name: new RegExp(name.replaceAll('.', '\\.')) }).click()
    await at(page).step('Assertion').click()
    await expect(at(page).signed).toContainText(/^e.+\..+\./)
  })
})

test('on a first start without a key folder a key is made, chosen and signs', async ({ page, workbench }) => {
  await openPractice(page, workbench)
  await at(page).step('Key').click()
  const card = page.getByRole('region', { name: 'Make a key' })
  await expect(card).toContainText(join(workbench.folder, 'secrets'))
  await card.getByRole('button', { name: /^RSA 3072/ }).click()
  await expect(page.getByRole('radio', { name: /rsa-3072\.pem/ })).toBeChecked()
  expect((await stat(join(workbench.folder, 'secrets', 'rsa-3072.pem'))).mode & 0o777).toBe(0o600)
  await expectAccessible(page, 'a key that was made')
  await at(page).step('Assertion').click()
  await expect(at(page).signed).toContainText(/^e.+\..+\./)
})
