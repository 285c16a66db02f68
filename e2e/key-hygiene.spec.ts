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
    await expect(page.getByRole('list', { name: 'Findings about these bytes' })).toContainText(/line/)
    await expectAccessible(page, 'the bytes of a key')
    const map = page.getByRole('list', { name: 'Lines, content hidden' })
    // Sixteen characters are far more than a label shares with a key by chance.
    expect(await map.innerText()).not.toContain(PEM.split('\n')[1]?.slice(0, 16))
    await page.getByRole('button', { name: 'Save repaired copy' }).click()
    const saved = page.getByRole('status').filter({ hasText: 'Written beside it, into' })
    const name = (await saved.locator('code').last().innerText()).trim()
    const copy = join(workbench.folder, 'secrets', name)
    expect(await readFile(copy, 'utf8')).toBe(PEM)
    expect((await stat(copy)).mode & 0o777).toBe(0o600)
    expect(await readFile(join(workbench.folder, 'secrets', 'from-a-variable.pem'), 'utf8')).toBe(ESCAPED)
    await page.getByRole('radio', { name: new RegExp(name.replaceAll('.', '\\.')) }).click()
    await at(page).step('Assertion').click()
    await expect(at(page).signed).toContainText(/^e.+\..+\./)
  })
})

test.describe('a key in an environment variable', () => {
  test.use({ runOptions: { env: { HOSPITAL_SIGNING_KEY: `"${ESCAPED}"` } } })

  test('is found by its name, signs, is explained, and stays out of the page', async ({
    page,
    workbench,
  }) => {
    const answers: Promise<string>[] = []
    page.on('response', (response) => {
      if (new URL(response.url()).pathname.startsWith('/api/')) answers.push(response.text().catch(() => ''))
    })
    await openPractice(page, workbench)
    await at(page).step('Key').click()
    const card = page.getByRole('region', { name: 'Key in an environment variable' })
    await card.getByRole('button', { name: 'Proposals for Variable' }).click()
    await page.getByRole('option', { name: /^HOSPITAL_SIGNING_KEY/ }).click()
    await card.getByRole('button', { name: 'Take it as a key' }).click()
    await expect(page.getByRole('radio', { name: /HOSPITAL_SIGNING_KEY/ })).toBeChecked()
    await expect(page.getByRole('list', { name: 'Warnings about this key' })).toContainText(
      /quotes, line breaks written as \\n/,
    )
    await page.getByRole('button', { name: 'Look at the bytes' }).click()
    await expect(page.getByRole('list', { name: 'Findings about these bytes' })).toContainText(/line breaks/)
    await expectAccessible(page, 'a key from a variable')
    await page.getByRole('button', { name: 'Save repaired copy' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'Written into' })).toBeVisible()
    expect(
      await readFile(join(workbench.folder, 'secrets', 'HOSPITAL_SIGNING_KEY.repaired.pem'), 'utf8'),
    ).toBe(PEM)
    await at(page).step('Assertion').click()
    await expect(at(page).signed).toContainText(/^e.+\..+\./)
    await page.reload()
    await at(page).step('Key').click()
    await expect(page.getByRole('radio', { name: /HOSPITAL_SIGNING_KEY ready/ })).toBeChecked()
    // The last line is of the private part alone.
    const secret = PEM.trim().split('\n').at(-2) ?? ''
    for (const answer of await Promise.all(answers)) expect(answer).not.toContain(secret.slice(0, 16))
  })
})

test.describe('the key of a production environment', () => {
  test.use({ runOptions: { secrets: { 'hospital.pem': PEM } } })

  test('is read for its bytes after a yes only', async ({ page, workbench }) => {
    await openPractice(page, workbench)
    await at(page).step('Server').click()
    await page.getByRole('button', { name: 'Make my own from this' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Duplicate' }).click()
    await page.getByRole('button', { name: /Label$/ }).click()
    await page.getByRole('option', { name: 'Production', exact: true }).click()
    await at(page).step('Key').click()
    await page.getByRole('radio', { name: /hospital\.pem/ }).click()
    await page.getByRole('button', { name: 'Look at the bytes' }).click()
    const question = page.getByRole('alertdialog')
    await expect(question).toContainText('This key signs for production')
    await expect(question).toContainText('hospital.pem')
    await question.getByRole('button', { name: 'Do not read it' }).click()
    await expect(page.getByRole('list', { name: 'Lines, content hidden' })).toHaveCount(0)
    await page.getByRole('button', { name: 'Look at the bytes' }).click()
    await question.getByRole('button', { name: 'Read its bytes' }).click()
    await expect(page.getByRole('list', { name: 'Lines, content hidden' })).toBeVisible()
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
