import type { Page } from '@playwright/test'
import type { Workbench } from './run-workbench.ts'
import { BEYOND_SENDING } from './screens-beyond-sending.ts'
import { PASTED } from './screen-material.ts'
import { expect } from './test.ts'
import { at, choose, expectStatus, openPractice, sendAndExpect, type Step } from './workbench-page.ts'

export interface Stage {
  readonly page: Page
  readonly workbench: Workbench
}

/** One screen in one state worth looking at. */
export interface Visit {
  /** Names its pictures. */
  readonly name: string
  /** Leads there from wherever the visit before ended. */
  open(stage: Stage): Promise<void>
}

const OWN = 'Riverside Health non-production'

/** Opens a step and waits for its own panel: until that is there, the one before still stands. */
const step =
  (name: Step, title: string = name) =>
  async ({ page }: Stage) => {
    await at(page).step(name).click()
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  }

const openEnvironment = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: /^Environment:/ }).click()
  await page.getByRole('menuitem', { name: new RegExp(name) }).click()
  await expect(page.getByRole('button', { name: `Environment: ${name}` })).toBeVisible()
}

/** Ends whatever dialog, menu or drawer the visit before left open. */
const closeAll = (page: Page) => page.keyboard.press('Escape')

/** Both editors stand, coloured; before that the plain text areas do. */
const editorsReady = async (page: Page): Promise<void> => {
  const coloured = page.locator('.monaco-editor').filter({ has: page.locator('[class*="mtk"]:not(.mtk1)') })
  await expect(coloured).toHaveCount(2)
}

const setAudience = async (page: Page, change: (endpoint: string) => string): Promise<void> => {
  await at(page).step('Assertion').click()
  const { audience, signed } = at(page)
  const endpoint = (await audience.inputValue()).replace(/\/+$/, '')
  await audience.fill(change(endpoint))
  await page.keyboard.press('Escape')
  await expect(signed).toContainText(/^e.+\..+\./)
  await editorsReady(page)
}

/**
 * Every screen, as one walk through one program. A new screen is one more entry; it is then checked by axe and
 * pictured in both themes and both sizes.
 */
export const VISITS: readonly Visit[] = [
  {
    name: 'start-code',
    open: async ({ page, workbench }) => {
      await page.goto(workbench.origin)
      await expect(page.getByRole('heading', { name: 'Countersign needs a start code' })).toBeVisible()
    },
  },
  {
    name: 'welcome',
    open: async ({ page, workbench }) => {
      await page.getByLabel('Start line or code').fill(workbench.bootUrl)
      await page.getByRole('button', { name: 'Open' }).click()
      await expect(page.getByRole('button', { name: /Practice on the built-in server/ })).toBeEnabled()
      await expect(page.getByLabel(/A curl command/)).toBeVisible()
    },
  },
  {
    name: 'welcome-pasted',
    open: async ({ page }) => {
      await page.getByLabel(/A curl command/).fill(PASTED)
      await expect(page.getByRole('main')).toContainText(/slash/)
    },
  },
  {
    name: 'start-environment',
    open: async ({ page }) => {
      await page.getByRole('button', { name: 'Clear' }).click()
      await page.getByRole('button', { name: 'Start from an environment' }).click()
      await expect(page.getByRole('form', { name: 'Your own server' })).toBeVisible()
    },
  },
  {
    name: 'assertion',
    open: async ({ page }) => {
      await page.getByRole('button', { name: 'Back', exact: true }).click()
      await openPractice(page)
      await editorsReady(page)
    },
  },
  { name: 'server', open: step('Server') },
  {
    name: 'key',
    open: async (stage) => {
      await step('Key')(stage)
      await expect(stage.page.getByRole('table', { name: /Keys of the registered/ })).toBeVisible()
    },
  },
  {
    name: 'request',
    open: async (stage) => {
      await step('Request', 'Token request')(stage)
      await expect(stage.page.getByRole('group', { name: 'Token request' })).toBeVisible()
    },
  },
  {
    name: 'request-code',
    open: async ({ page }) => {
      await choose(page, 'grant_type', 'authorization_code')
      await page.getByRole('main').getByLabel('code', { exact: true }).fill('a-code-carried-over-by-hand')
    },
  },
  {
    name: 'answer-token',
    open: async ({ page }) => {
      await choose(page, 'grant_type', 'client_credentials')
      await sendAndExpect(page, 200)
    },
  },
  {
    name: 'fault',
    open: async ({ page }) => {
      await setAudience(page, (endpoint) => `${endpoint}/`)
      await expect(at(page).identity.locator('mark')).toHaveText('/')
    },
  },
  {
    name: 'answer-refused',
    open: async ({ page }) => {
      await sendAndExpect(page, 401)
      await expect(at(page).answer).toContainText(/slash|"\/"/)
    },
  },
  {
    name: 'paste',
    open: async ({ page }) => {
      await page.getByRole('link', { name: 'Paste what failed' }).click()
      await page.getByLabel(/A curl command/).fill(PASTED)
      await expect(page.getByRole('main')).toContainText(/slash/)
    },
  },
  {
    name: 'rules',
    open: async ({ page }) => {
      await page.getByRole('link', { name: 'Rules' }).click()
      await expect(page.getByRole('list', { name: 'Rules and their state' })).toBeVisible()
    },
  },
  {
    name: 'practice',
    open: async ({ page }) => {
      await page.getByRole('link', { name: 'Practice' }).click()
      await expect(page.getByRole('table', { name: /Refusals/ })).toBeVisible()
    },
  },
  {
    name: 'ledger',
    open: async ({ page }) => {
      await page.getByRole('link', { name: 'Ledger' }).click()
      await expect(page.getByRole('table').first()).toBeVisible()
    },
  },
  {
    name: 'palette',
    open: async ({ page }) => {
      await page.keyboard.press('ControlOrMeta+k')
      await expect(page.getByRole('combobox', { name: 'Action' })).toBeVisible()
    },
  },
  {
    name: 'shortcuts',
    open: async ({ page }) => {
      await closeAll(page)
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
    },
  },
  {
    name: 'verdict-drawer',
    open: async ({ page }) => {
      await closeAll(page)
      const size = page.viewportSize()
      if (size && size.width >= 1_100) await page.setViewportSize({ width: 1_000, height: size.height })
      await at(page).step('Assertion').click()
      await page.getByRole('button', { name: /^Verdict/ }).click()
      await expect(page.getByRole('dialog', { name: 'Verdict' })).toBeVisible()
    },
  },
  {
    name: 'environments',
    open: async ({ page }) => {
      await closeAll(page)
      await setAudience(page, (endpoint) => endpoint)
      await page.getByRole('button', { name: /^Environment:/ }).click()
      await expect(page.getByRole('menu')).toBeVisible()
    },
  },
  {
    name: 'name-dialog',
    open: async ({ page }) => {
      await page.getByRole('menuitem', { name: /Duplicate/ }).click()
      await page.getByRole('dialog').getByRole('textbox').fill(OWN)
    },
  },
  {
    name: 'server-own',
    open: async ({ page }) => {
      await page.getByRole('button', { name: 'Duplicate', exact: true }).click()
      await expect(page.getByRole('button', { name: `Environment: ${OWN}` })).toBeVisible()
      await expect(page.getByLabel('Token endpoint')).toBeEnabled()
    },
  },
  {
    name: 'server-client-certificate',
    open: async ({ page }) => {
      await choose(page, 'Client certificate for TLS', 'epic-nonprod-2026.pem, epic-nonprod-2026.crt')
      await page.getByText(/Only for servers with mutual TLS/).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'key-certificate',
    open: async (stage) => {
      await step('Key')(stage)
      await stage.page.getByRole('radio', { name: /epic-nonprod-2026\.pem/ }).click()
      await stage.page.getByRole('region', { name: 'Certificate', exact: true }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'key-locked',
    open: async (stage) => {
      await step('Key')(stage)
      await stage.page.getByRole('radio', { name: /vendor-locked/ }).click()
      await expect(stage.page.getByLabel('Passphrase')).toBeVisible()
    },
  },
  {
    name: 'key-damaged',
    open: async ({ page }) => {
      await page.getByRole('radio', { name: /from-an-env-variable/ }).click()
      await expect(page.getByRole('main')).toContainText(/line breaks/)
    },
  },
  {
    name: 'confirm',
    open: async ({ page }) => {
      await page.getByRole('radio', { name: /epic-nonprod-2026\.pem/ }).click()
      await at(page).step('Assertion').click()
      await expect(at(page).signed).toContainText(/^e.+\..+\./)
      await at(page).send.click()
      await expect(page.getByRole('alertdialog')).toBeVisible()
    },
  },
  {
    name: 'answer-unknown-key',
    open: async ({ page }) => {
      await page.getByRole('alertdialog').getByRole('button', { name: 'Send with this key' }).click()
      await expectStatus(page, 401)
    },
  },
  {
    name: 'environment-deleted',
    open: async ({ page }) => {
      await openEnvironment(page, 'Practice server')
      await openEnvironment(page, OWN)
      await page.getByRole('button', { name: /^Environment:/ }).click()
      await page.getByRole('menuitem', { name: /^Delete/ }).click()
      await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
      await editorsReady(page)
    },
  },
  ...BEYOND_SENDING,
]
