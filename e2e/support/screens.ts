import { generateKeyPairSync } from 'node:crypto'
import type { Page } from '@playwright/test'
import type { RunOptions, Workbench } from './run-workbench.ts'
import { BEYOND_SENDING } from './screens-beyond-sending.ts'
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

const pkcs8 = (more: { cipher?: string; passphrase?: string } = {}): string =>
  generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem', ...more })
    .toString()

/** A JWT of these claims with a signature of nobody. */
const unsigned = (claims: object): string =>
  [{ alg: 'RS384', typ: 'JWT', kid: 'np-2025-08-a' }, claims, 'no signature, but as long as one'.repeat(8)]
    .map((part) => Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url'))
    .join('.')

/** Keys in the three states that a person meets: ready, locked, damaged. */
export const SCREEN_OPTIONS: RunOptions = {
  secrets: {
    'epic-nonprod-2026.pem': pkcs8(),
    'vendor-locked.pem': pkcs8({ cipher: 'aes-256-cbc', passphrase: 'correct horse' }),
    'from-an-env-variable.pem': pkcs8().replaceAll('\n', '\\n'),
  },
}

/** A request whose audience has one slash too many, and its bare answer. */
const PASTED = [
  `curl -i "https://fhir.epic.com/interconnect-fhir-oauth/oauth2/token" \\`,
  `  -d grant_type=client_credentials \\`,
  `  -d client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer \\`,
  `  -d client_assertion=${unsigned({
    iss: '4f1c09d2-77b0-4c55-9e1d-0b6c2f7a9e9e',
    sub: '4f1c09d2-77b0-4c55-9e1d-0b6c2f7a9e9e',
    aud: 'https://fhir.epic.com/interconnect-fhir-oauth/oauth2/token/',
    jti: '0e4f3a52-6c1f-4f0e-9d5b-7f1d2a90c1b7',
    iat: 1_764_000_000,
    exp: 1_764_000_240,
  })}`,
  '',
  'HTTP/1.1 400 Bad Request',
  'content-type: application/json',
  '',
  '{"error":"invalid_client","error_description":null}',
].join('\n')

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
      await page.getByRole('radio', { name: /epic-nonprod-2026/ }).click()
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
