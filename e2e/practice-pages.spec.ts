import { startPractice, type Practice } from '../server/practice/start-practice.ts'
import { expectAccessible } from './support/expect-accessible.ts'
import { expect, test } from './support/test.ts'

const silent = { info: () => undefined, warn: () => undefined }

let practice: Practice
test.beforeAll(async () => {
  practice = await startPractice({
    port: 0,
    workbenchOrigin: 'http://127.0.0.1:7523',
    publicJwks: () => Promise.resolve({ keys: [] }),
    log: silent,
    strict: true,
  })
})
test.afterAll(() => practice.stop())

test('the practice EHR gives a code to paste', async ({ page }) => {
  await page.goto(practice.ehrPageUrl)
  await expect(page.getByRole('heading', { name: 'Practice EHR' })).toBeVisible()
  await expectAccessible(page, 'EHR page')
  await page.getByRole('link', { name: 'Get a code', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'A code to paste' })).toBeVisible()
  await expect(page.locator('#code')).toHaveText(/^[\w-]{20,}$/)
  await expectAccessible(page, 'code page')
})
