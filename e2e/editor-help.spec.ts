import { expect, test } from './support/test.ts'
import { openPractice } from './support/workbench-page.ts'

test('the editors explain a member in this kind of server', async ({ page, workbench }) => {
  await openPractice(page, workbench)
  const payload = page.getByRole('region', { name: 'Payload' })
  const aud = payload.locator('.view-line').getByText('"aud"', { exact: true })
  await aud.hover()
  const hover = page.locator('.monaco-hover').filter({ hasText: 'Whom the assertion is for' })
  await expect(hover).toContainText('RFC 7523')
  // The kind of server by its name, and how sure its fact is.
  await expect(hover).toContainText(/SMART App Launch 2\.2: .+\((documented|read in source|reported), /i)
})
