import type { Download, Locator, Page } from '@playwright/test'
import { sendTokenRequest } from '../../shared/contract/token-requests.ts'
import { expect } from './test.ts'
import type { Workbench } from './run-workbench.ts'

export type Step = 'Server' | 'Key' | 'Assertion' | 'Launch' | 'Request' | 'Answer'

/** Names of the things on the page, in one place; everything is found by role and label, as a person does. */
export const at = (page: Page) => ({
  steps: page.getByRole('navigation', { name: 'Steps' }),
  step: (name: Step) =>
    page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name: new RegExp(name) }),
  /** A screen that is no step. */
  rail: (name: string) =>
    page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name, exact: true }),
  send: page.getByRole('button', { name: /Sign and send/ }),
  verdict: page.getByRole('region', { name: 'Verdict' }),
  identity: page.getByRole('region', { name: 'Identity' }),
  answer: page.getByRole('main'),
  signed: page.getByRole('status', { name: 'Signed assertion' }),
  audience: page.getByRole('combobox', { name: /^aud/ }),
})

/** To the practice environment, with key and server ready; from the first page, unless a program to start from is given. */
export const openPractice = async (page: Page, workbench?: Pick<Workbench, 'bootUrl'>): Promise<void> => {
  if (workbench) await page.goto(workbench.bootUrl)
  await page.getByRole('button', { name: /Practice on the built-in server/ }).click()
  await expect(at(page).steps).toBeVisible()
  await at(page).step('Assertion').click()
  await expect(at(page).signed).toContainText(/^e.+\..+\./)
}

/** Sends, answers no question, and waits for the answer to this very send. */
export const sendAndExpect = async (page: Page, status: number): Promise<void> => {
  const answered = page.waitForResponse(
    (response) => new URL(response.url()).pathname === sendTokenRequest.path && response.ok(),
  )
  await at(page).send.click()
  await answered
  await expectStatus(page, status)
}

/** The answer that is shown has this status. */
export const expectStatus = (page: Page, status: number): Promise<void> =>
  expect(page.getByRole('main')).toContainText(new RegExp(`HTTP(/1\\.1)? ${status}`))

export interface OwnServer {
  readonly name: string
  readonly tokenEndpoint: string
  readonly clientId: string
  readonly jwksUrl: string
}

/** From the first page to an environment of one's own, at its Key step. */
export const startOwnServer = async (page: Page, given: OwnServer): Promise<void> => {
  await page.getByRole('button', { name: 'Start from an environment' }).click()
  await fillOwnServer(page, given)
}

/** The same from the menu of environments, beside those that are there. */
export const addOwnServer = async (page: Page, given: OwnServer): Promise<void> => {
  await page.getByRole('button', { name: /^Environment:/ }).click()
  await page.getByRole('menuitem', { name: 'New environment…' }).click()
  await fillOwnServer(page, given)
}

const fillOwnServer = async (page: Page, given: OwnServer): Promise<void> => {
  const form = page.getByRole('form', { name: 'Your own server' })
  await form.getByLabel('Name').fill(given.name)
  await form.getByLabel('Token endpoint').fill(given.tokenEndpoint)
  await form.getByLabel('Client id').fill(given.clientId)
  await form.getByLabel('JWK Set URL').fill(given.jwksUrl)
  await form.getByRole('button', { name: 'Start from my own server' }).click()
  await expect(page.getByRole('heading', { name: 'Key', level: 1 })).toBeVisible()
}

/** What is shown is to be shared; nothing is given out yet. */
export const openShare = async (page: Page): Promise<Locator> => {
  await page.getByRole('banner').getByRole('button', { name: 'Share' }).click()
  return page.getByRole('dialog', { name: 'Share' })
}

/** Picks a form of the report in the open Share dialog. */
export const shareAs = async (page: Page, form: RegExp): Promise<void> => {
  await page
    .getByRole('dialog', { name: 'Share' })
    .getByRole('button', { name: /^As| As$/ })
    .click()
  await page.getByRole('option', { name: form }).click()
}

/** Downloads the report in the form that is picked. */
export const downloadShared = async (page: Page): Promise<Download> => {
  const waiting = page.waitForEvent('download')
  await page.getByRole('dialog', { name: 'Share' }).getByRole('button', { name: 'Download' }).click()
  return waiting
}

/** Picks one option of a select by its words. */
export const choose = async (page: Page, label: string, option: string): Promise<void> => {
  await page.getByRole('button', { name: new RegExp(`${label}$`) }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

/** Does the same in the light and in the dark theme; the page follows the system's choice while it is open. */
export const inBothThemes = async (
  page: Page,
  work: (theme: 'light' | 'dark') => Promise<void>,
): Promise<void> => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expect(page.locator(`html[data-theme="${colorScheme}"], html:not([data-theme])`)).toBeAttached()
    // Two frames: one in which the page hears of it, one in which it is drawn.
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    )
    await work(colorScheme)
  }
}
