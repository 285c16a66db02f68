import { generateKeyPairSync } from 'node:crypto'
import { exportJWK } from 'jose'
import { startSecondProvider, type SecondProvider } from './fakes/second-provider.ts'
import { expect, test } from './support/test.ts'
import {
  at,
  choose,
  expectStatus,
  openPractice,
  sendAndExpect,
  startOwnServer,
} from './support/workbench-page.ts'

test('a newcomer gets a token from the practice server on the first start', async ({ page, workbench }) => {
  await openPractice(page, workbench)
  await page.keyboard.press('ControlOrMeta+Enter')
  await expectStatus(page, 200)
  await expect(at(page).answer).toContainText('Bearer')
  expect(await page.content()).not.toMatch(/BEGIN [A-Z ]*PRIVATE KEY/)
})

test('one slash too many in aud is marked, named, fixed with one click, and then a token comes', async ({
  page,
  workbench,
}) => {
  await openPractice(page, workbench)
  const { audience, identity, verdict } = at(page)
  const endpoint = await audience.inputValue()
  await audience.focus()
  await page.keyboard.press('End')
  await page.keyboard.type('/')
  await expect(identity.locator('mark')).toHaveText('/')
  await expect(verdict).toContainText(/slash/)

  await sendAndExpect(page, 401)
  await expect(at(page).answer).toContainText('invalid_client')

  await at(page).step('Assertion').click()
  await verdict
    .getByRole('button', { name: /Fix it/ })
    .first()
    .click()
  await expect(audience).toHaveValue(endpoint)
  await expect(identity.locator('mark')).toHaveCount(0)
  await sendAndExpect(page, 200)
})

test.describe('an own environment at another authorization server', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  test.use({
    runOptions: { secrets: { 'second.pem': String(privateKey.export({ type: 'pkcs8', format: 'pem' })) } },
  })
  let second: SecondProvider
  test.beforeAll(async () => {
    const jwk = await exportJWK(publicKey)
    second = await startSecondProvider({ ...jwk, kid: 'second-key', use: 'sig' })
  })
  test.afterAll(() => second.stop())

  test('gets a token with a key of ./secrets, after a yes to each host and to the key', async ({
    page,
    workbench,
  }) => {
    await page.goto(workbench.bootUrl)
    await startOwnServer(page, { name: 'Second server', ...second })
    const dialog = page.getByRole('alertdialog')

    await page.getByRole('radio', { name: /second\.pem/ }).click()
    await page.getByRole('button', { name: 'Fetch the registered JWKS' }).click()
    await expect(dialog).toContainText(new URL(second.jwksUrl).host)
    await dialog.getByRole('button', { name: 'Connect', exact: true }).click()
    const keys = page.getByRole('table', { name: 'Keys of the registered JWKS' })
    await expect(keys.getByRole('row', { name: /second-key/ })).toContainText('same thumbprint')

    await at(page).step('Assertion').click()
    await expect(at(page).audience).toHaveValue(second.tokenEndpoint)
    const { verdict } = at(page)
    await expect(verdict).toContainText('the same key is published as second-key')
    await verdict
      .getByRole('button', { name: /Fix it/ })
      .first()
      .click()
    await expect(verdict).not.toContainText('is published as')
    await at(page).send.click()
    await expect(dialog).toContainText('second.pem')
    await expect(dialog).toContainText(new URL(second.issuer).origin)
    await expect(dialog).toContainText('private network')
    await dialog.getByRole('button', { name: 'Send with this key' }).click()
    await expectStatus(page, 200)
    await expect(at(page).answer).toContainText('Bearer')

    await test.step('and is not asked again for the same key and server', () => sendAndExpect(page, 200))
  })
})

test('a code pasted by hand is exchanged for a token, once', async ({ page, context, workbench }) => {
  await openPractice(page, workbench)
  const ehr = await context.newPage()
  await ehr.goto(new URL('/ehr', await at(page).audience.inputValue()).href)
  await ehr.getByRole('link', { name: 'Get a code', exact: true }).click()
  const shown = (name: string) => ehr.locator(`#${name}`).innerText()

  await at(page).step('Request').click()
  await choose(page, 'grant_type', 'authorization_code')
  const main = page.getByRole('main')
  const code = await shown('code')
  await main.getByLabel('code', { exact: true }).fill(code)
  await main.getByLabel('code_verifier', { exact: true }).fill(await shown('code_verifier'))
  await main.getByLabel('redirect_uri', { exact: true }).fill(await shown('redirect_uri'))
  await expect(main.getByRole('group', { name: 'Token request' })).not.toContainText(code)
  await sendAndExpect(page, 200)
  await expect(main).toContainText('id_token')
  expect(await page.content()).not.toContain(code)

  await test.step('the same code a second time is refused, and the answer says so', async () => {
    await sendAndExpect(page, 400)
    await expect(main).toContainText('invalid_grant')
  })
})
