import { expect, test } from './support/test.ts'
import { openPractice } from './support/workbench-page.ts'

test('the editors explain a member in this kind of server, and propose members and values', async ({
  page,
  workbench,
  complaints,
}) => {
  await openPractice(page, workbench)
  const payload = page.getByRole('region', { name: 'Payload' })
  const aud = payload.locator('.view-line').getByText('"aud"', { exact: true })
  await aud.hover()
  const hover = page.locator('.monaco-hover').filter({ hasText: 'Whom the assertion is for' })
  await expect(hover).toContainText('RFC 7523')
  // The kind of server by its name, and how sure its fact is.
  await expect(hover).toContainText(/SMART App Launch 2\.2: .+\((documented|read in source|reported), /i)

  const header = page.getByRole('textbox', { name: /^Header, JSON\. Tab/ })
  await header.focus()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('{"al')
  await page.keyboard.press('Control+Space')
  const proposals = page.locator('.suggest-widget')
  await expect(proposals.getByRole('option', { name: /^alg/ })).toBeVisible()
  await page.keyboard.press('Enter')
  // With the name comes its value: what the server takes and the key can sign.
  await expect(page.getByRole('region', { name: 'Header' }).locator('.view-line').first()).toHaveText(
    /\{"alg":\s"RS384"\}/,
  )
  // Half a header is not signed, and Chromium logs that refusal by itself.
  const expected = complaints.filter((line) => !line.includes('status of 422'))
  complaints.splice(0, complaints.length, ...expected)
})
