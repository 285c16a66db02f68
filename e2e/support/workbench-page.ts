import type { Locator, Page } from '@playwright/test'
import { expect } from './test.ts'
import type { Workbench } from './run-workbench.ts'

export type Step = 'Server' | 'Key' | 'Assertion' | 'Launch' | 'Request' | 'Answer'

/** Names of the things on the page, in one place; everything is found by role and label, as a person does. */
export const at = (page: Page) => ({
  steps: page.getByRole('navigation', { name: 'Steps' }),
  step: (name: Step) =>
    page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name: new RegExp(name) }),
  send: page.getByRole('button', { name: /Sign and send/ }),
  verdict: page.getByRole('region', { name: 'Verdict' }),
  identity: page.getByRole('region', { name: 'Identity' }),
  answer: page.getByRole('main'),
  signed: page.getByRole('status', { name: 'Signed assertion' }),
  audience: page.getByRole('combobox', { name: /^aud/ }),
})

/** The editor of one text, once Monaco has taken the plain text area's place. */
export const editor = (page: Page, part: 'Header' | 'Payload'): Locator =>
  page.getByRole('textbox', { name: new RegExp(`^${part}, JSON\\. Tab`) })

/** Replaces the whole text; a paste-like insert, because typing would close brackets by itself. */
export const replaceText = async (page: Page, part: 'Header' | 'Payload', text: string): Promise<void> => {
  await editor(page, part).focus()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.press('Delete')
  await page.keyboard.insertText(text)
}

/** From the first page to the practice environment, with key and server ready. */
export const openPractice = async (page: Page, workbench: Pick<Workbench, 'bootUrl'>): Promise<void> => {
  await page.goto(workbench.bootUrl)
  await page.getByRole('button', { name: /Practice on the built-in server/ }).click()
  await expect(at(page).steps).toBeVisible()
  await at(page).step('Assertion').click()
  await expect(at(page).signed).toContainText('ey')
}

export const sendAndExpect = async (page: Page, status: number): Promise<void> => {
  await at(page).send.click()
  await expect(page.getByRole('main')).toContainText(String(status))
}
