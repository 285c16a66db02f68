import type { Page } from '@playwright/test'
import { expectAccessible } from './support/expect-accessible.ts'
import { expect, test } from './support/test.ts'
import { at, openPractice } from './support/workbench-page.ts'

const part = (text: string): string => Buffer.from(text).toString('base64url')
/** Spacing, an escape, a CRLF, a tab and number literals that no printer would write like this. */
const HEADER = '{ "typ" :"JWT",\r\n\t"alg":"RS384", "kid":"some\\u006fne" }'
const PAYLOAD =
  '{"iss":"someone", "sub":"someone","aud":"https://ehr.example.test/token/",\n "jti":"A","iat":1.76e9,"exp":1.76000024E9,"n":12345678901234567890}'
const [header, payload] = [part(HEADER), part(PAYLOAD)]

/** The signed assertion as shown, without the marks between its parts. */
const signedParts = async (page: Page): Promise<string[]> =>
  ((await at(page).signed.textContent()) ?? '').replaceAll(/\s/g, '').split('.')

test('a pasted JWT is taken byte for byte, judged, signed again, and undone', async ({ page, workbench }) => {
  await openPractice(page, workbench)
  const before = await signedParts(page)
  const box = page.getByRole('textbox', { name: 'Compact JWT' })
  const fill = page.getByRole('button', { name: 'Fill header and payload' })

  await page.getByRole('button', { name: 'Paste a JWT…' }).click()
  await box.fill(`Bearer ${header}.${payload.slice(0, 8)}+${payload.slice(8)}.c2ln`)
  await expect(page.getByText(/The payload is not base64url/)).toContainText(
    `(index ${'Bearer '.length + header.length + 1 + 8} of the pasted text)`,
  )
  await expect(fill).toBeDisabled()
  await expectAccessible(page, 'a JWT that cannot be read')

  await box.fill(`Bearer ${header}.${payload}.c2ln`)
  await fill.click()
  const said = page.getByRole('status').filter({ hasText: 'its signature was not kept' })
  await expect(said).toBeVisible()
  await expect(at(page).signed).toContainText(payload)
  const [signedHeader, signedPayload, signature] = await signedParts(page)
  expect([signedHeader, signedPayload]).toEqual([header, payload])
  expect(signature).not.toBe('c2ln')
  await expect(at(page).verdict.locator('[data-rule="payload-exp-past"]')).toContainText('payload.exp')
  await expect(
    page.getByRole('region', { name: 'Payload' }).locator('[class*="squiggly-"]').first(),
  ).toBeAttached()
  await expectAccessible(page, 'a JWT that was pasted')

  await said.getByRole('button', { name: 'Undo' }).click()
  await expect(at(page).signed).toContainText(before[1] ?? '')
  expect((await signedParts(page)).slice(0, 2)).toEqual(before.slice(0, 2))
})

test('the palette opens the box for a JWT from any screen', async ({ page, workbench }) => {
  await openPractice(page, workbench)
  await at(page).step('Server').click()
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox', { name: 'Action' }).fill('Paste a JWT')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Compact JWT' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: 'Client assertion' })).toBeVisible()
})
