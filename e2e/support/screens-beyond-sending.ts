import type { Page } from '@playwright/test'
import { makeOwnProgram } from './own-program.ts'
import type { Stage, Visit } from './screens.ts'
import { expect } from './test.ts'
import { at, sendAndExpect } from './workbench-page.ts'

const attempts = (page: Page) => page.getByRole('list', { name: 'Attempts' }).getByRole('listitem')

/** Back to the practice environment from a page of the program that is not the workbench. */
const returnToPractice = async ({ page, workbench }: Stage): Promise<void> => {
  await page.goto(workbench.origin)
  await expect(at(page).steps).toBeVisible()
}

/** A program whose audience has a slash at the end, as far as the listener's first verdict about it. */
const postCaptured = async ({ page, workbench }: Stage): Promise<void> => {
  const program = await makeOwnProgram(page, workbench)
  await program.post({ aud: `${program.real}/` })
  await expect(page.getByRole('list', { name: /^Captured requests/ }).getByRole('listitem')).toHaveCount(1)
}

/** The screens after the token request: logins, history, comparing, sharing, listening. */
export const BEYOND_SENDING: readonly Visit[] = [
  {
    name: 'launch',
    open: async ({ page }) => {
      await at(page).step('Launch').click()
      await expect(page.getByRole('list', { name: 'One parameter a line' })).toContainText('scope=')
    },
  },
  {
    name: 'launch-code',
    open: async ({ page }) => {
      const opened = page.context().waitForEvent('page')
      await page.getByRole('button', { name: 'Open', exact: true }).click()
      const popup = await opened
      await expect(popup.getByRole('heading', { name: /A code arrived/ })).toBeVisible()
      await popup.close()
      await expect(page.getByRole('main')).toContainText('Login 1: a code is here')
    },
  },
  {
    name: 'token-tried',
    open: async ({ page }) => {
      await page.getByRole('button', { name: 'Go to the token request' }).click()
      await sendAndExpect(page, 200)
      await page.getByRole('button', { name: 'GET Patient/example' }).click()
      await expect(page.getByRole('region', { name: 'Answer of the FHIR server' })).toContainText('Patient')
    },
  },
  {
    name: 'callback-error',
    open: async ({ page, workbench }) => {
      await page.goto(`${workbench.origin}/callback?error=invalid_client&state=of-nobody`)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    },
  },
  {
    name: 'launch-arrival',
    open: async ({ page, workbench }) => {
      const iss = encodeURIComponent('https://ehr.example.org/interconnect-prd/api/FHIR/R4')
      await page.goto(`${workbench.origin}/launch?iss=${iss}&launch=9f1c-from-the-ehr`)
      await page.getByRole('link', { name: 'Go on in the workbench' }).click()
      await expect(page.getByRole('main')).toContainText('ehr.example.org')
    },
  },
  {
    name: 'history',
    open: async (stage) => {
      await returnToPractice(stage)
      await at(stage.page).rail('History').click()
      await expect(attempts(stage.page).first()).toBeVisible()
    },
  },
  {
    name: 'compare',
    open: async ({ page }) => {
      for (const index of [0, 1]) await attempts(page).nth(index).getByRole('checkbox').check()
      await page.getByRole('button', { name: 'Compare the two' }).click()
      await expect(page.getByRole('table', { name: 'Claims' })).toBeVisible()
    },
  },
  {
    name: 'listen-off',
    open: async ({ page }) => {
      await at(page).rail('Listen').click()
      await expect(page.getByRole('button', { name: 'Start listening' })).toBeEnabled()
    },
  },
  {
    name: 'listen',
    open: async (stage) => {
      await stage.page.getByRole('button', { name: 'Start listening' }).click()
      await expect(stage.page.getByRole('button', { name: 'Stop listening' })).toBeVisible()
      await postCaptured(stage)
    },
  },
  {
    name: 'listen-compare',
    open: ({ page }) =>
      page.getByRole('region', { name: 'Request 1' }).evaluate((card) => card.scrollIntoView()),
  },
  {
    name: 'listen-relay',
    open: async ({ page }) => {
      await page.getByRole('button', { name: 'Relay the next request…' }).click()
      await expect(page.getByRole('alertdialog')).toContainText('is passed on to')
    },
  },
  {
    name: 'share',
    open: async (stage) => {
      await stage.page.keyboard.press('Escape')
      await stage.page.getByRole('button', { name: 'Stop listening' }).click()
      await at(stage.page).step('Answer').click()
      await stage.page.getByRole('banner').getByRole('button', { name: 'Share' }).click()
      await expect(stage.page.getByRole('dialog', { name: 'Share' }).getByRole('img')).toBeVisible()
    },
  },
  {
    name: 'screenshot-mode',
    open: async ({ page }) => {
      await page.keyboard.press('Escape')
      await at(page).step('Assertion').click()
      await page.keyboard.press('s')
      await expect(page.getByText('redacted', { exact: true })).toBeVisible()
    },
  },
]
