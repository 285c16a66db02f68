import type { Page } from '@playwright/test'
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

/** From the first page to the practice environment, with key and server ready. */
export const openPractice = async (page: Page, workbench: Pick<Workbench, 'bootUrl'>): Promise<void> => {
  await page.goto(workbench.bootUrl)
  await page.getByRole('button', { name: /Practice on the built-in server/ }).click()
  await expect(at(page).steps).toBeVisible()
  await at(page).step('Assertion').click()
  await expect(at(page).signed).toContainText(/^e.+\..+\./)
}

export const sendAndExpect = async (page: Page, status: number): Promise<void> => {
  await at(page).send.click()
  await expect(page.getByRole('main')).toContainText(String(status))
}
