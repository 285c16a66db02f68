import type { Locator, Page } from '@playwright/test'
import { expect, test } from './support/test.ts'
import { at, expectStatus } from './support/workbench-page.ts'

test.use({ reducedMotion: 'reduce' })

/** More presses than any screen has stops. */
const MAX_STOPS = 120

const isFocused = (target: Locator): Promise<boolean> =>
  target.evaluateAll((all) => all.some((each) => each.contains(document.activeElement)))

/** Presses Tab, or Shift+Tab, until the focus is there. */
const tabTo = async (page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
  await expect(target.first()).toBeVisible()
  for (let stop = 0; stop < MAX_STOPS; stop++) {
    if (await isFocused(target)) return
    await page.keyboard.press(key)
  }
  throw new Error(`no ${key} leads to ${target.toString()}`)
}

/** The focus is on something, and it shows: a ring, or the caret of a field. */
const expectFocus = async (page: Page): Promise<void> => {
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.tagName ?? 'nothing'))
    .not.toMatch(/^(BODY|HTML|nothing)$/)
  const shows = await page.evaluate(() => {
    const focused = document.activeElement
    if (!focused) return false
    const chain = [focused, focused.parentElement, focused.parentElement?.parentElement]
    return chain.some((each) => {
      if (!each) return false
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each)
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
    })
  })
  expect(shows, 'the focus shows').toBe(true)
}

/** Runs an action by its words in the palette. */
const run = async (page: Page, action: string): Promise<void> => {
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('combobox', { name: 'Action' })).toBeFocused()
  await page.keyboard.type(action)
  await page.keyboard.press('Enter')
}

/** From the first page to the practice environment with its assertion signed. */
const startPractice = async (page: Page): Promise<void> => {
  await tabTo(page, page.getByRole('button', { name: 'Practice on the built-in server' }))
  await expectFocus(page)
  await page.keyboard.press('Enter')
  await expect(at(page).signed).toContainText(/^e.+\..+\./)
  await expectFocus(page)
}

test('a token, a broken aud, its verdict and the repair, by keyboard alone', async ({ page, workbench }) => {
  await page.goto(workbench.bootUrl)
  await startPractice(page)
  await page.keyboard.press('ControlOrMeta+Enter')
  await expectStatus(page, 200)
  await expectFocus(page)

  await page.keyboard.press('3')
  await expect(page.getByRole('heading', { name: 'Client assertion', level: 1 })).toBeVisible()
  await expectFocus(page)
  await tabTo(page, at(page).audience)
  await page.keyboard.press('End')
  await page.keyboard.type('/')
  await expect(at(page).verdict).toContainText('one extra "/"')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expectStatus(page, 401)
  await expectFocus(page)

  await run(page, 'Go to step 3')
  await expect(page.getByRole('heading', { name: 'Client assertion', level: 1 })).toBeVisible()
  const fix = at(page).verdict.getByRole('button', { name: /Fix it/ })
  await tabTo(page, fix)
  await page.keyboard.press('Enter')
  await expect(fix).toBeHidden()
  // The repair goes away with its fault; the keyboard stays in the verdict.
  await expect(at(page).verdict).toBeFocused()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expectStatus(page, 200)
})

test('Tab leads into an editor and out of it; Ctrl M lets it indent', async ({ page, workbench }) => {
  await page.goto(workbench.bootUrl)
  await startPractice(page)
  const header = page.getByRole('textbox', { name: /^Header\b/ })
  await expect(page.locator('.monaco-editor').first()).toBeVisible()
  await tabTo(page, header)
  const before = await at(page).signed.textContent()
  await page.keyboard.press('Tab')
  await expect.poll(() => isFocused(header)).toBe(false)
  await expectFocus(page)
  expect(await at(page).signed.textContent()).toBe(before)

  await page.keyboard.press('Shift+Tab')
  await expect.poll(() => isFocused(header)).toBe(true)
  await page.keyboard.press('Control+m')
  await page.keyboard.press('Tab')
  expect(await isFocused(header)).toBe(true)
  await page.keyboard.press('Control+m')
  await page.keyboard.press('Tab')
  await expect.poll(() => isFocused(header)).toBe(false)
})

test('history, comparing two, the scopes of a launch, sharing and screenshot mode, by keyboard alone', async ({
  page,
  workbench,
}) => {
  await page.goto(workbench.bootUrl)
  await startPractice(page)
  for (let sent = 0; sent < 2; sent++) {
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(page.getByRole('main')).toContainText(`attempt ${sent + 1}`)
  }

  await run(page, 'Open the history')
  const lines = page.getByRole('list', { name: 'Attempts' }).getByRole('listitem')
  await expect(lines).toHaveCount(2)
  await expectFocus(page)
  for (const index of [0, 1]) {
    await tabTo(page, lines.nth(index).getByRole('checkbox'))
    await page.keyboard.press('Space')
  }
  await tabTo(page, page.getByRole('button', { name: 'Compare the two' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('table', { name: 'Claims' })).toBeVisible()
  await expectFocus(page)

  await page.keyboard.press('4')
  await expect(page.getByRole('heading', { name: 'Launch', exact: true })).toBeVisible()
  await expectFocus(page)
  const scope = page.getByRole('textbox', { name: 'scope', exact: true })
  await tabTo(page, scope)
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type(' offline_access')
  await expect(page.getByRole('list', { name: 'One parameter a line' })).toContainText('offline_access')
  const asked = page.getByRole('list', { name: 'Scopes that are asked for' })
  await tabTo(page, asked.getByRole('button', { name: 'Remove offline_access' }))
  await page.keyboard.press('Enter')
  await expect(asked).not.toContainText('offline_access')
  await expectFocus(page)
  const common = page.getByRole('group', { name: 'Context, identity and lifetime' })
  await tabTo(page, common.getByRole('button', { name: 'online_access' }), 'Tab')
  await page.keyboard.press('Space')
  await expect(asked).toContainText('online_access')

  await run(page, 'Share this attempt')
  const dialog = page.getByRole('dialog', { name: 'Share' })
  await expect(dialog).toBeVisible()
  expect(await isFocused(dialog)).toBe(true)
  const form = dialog.getByRole('button', { name: /^As| As$/ })
  await tabTo(page, form)
  await page.keyboard.press('Enter')
  await page.keyboard.type('Markdown')
  await page.keyboard.press('Enter')
  await expect(form).toContainText('Markdown')
  await tabTo(page, dialog.getByRole('checkbox', { name: 'kid' }))
  await page.keyboard.press('Space')
  await expect(dialog).toContainText('kid-A')
  const download = page.waitForEvent('download')
  await tabTo(page, dialog.getByRole('button', { name: 'Download' }))
  await page.keyboard.press('Enter')
  expect((await download).suggestedFilename()).toMatch(/\.md$/)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expectFocus(page)
})

test('what a screen can do is in the palette too, and is done from there', async ({ page, workbench }) => {
  await page.goto(workbench.bootUrl)
  await startPractice(page)
  await page.keyboard.press('2')
  await expect(page.getByRole('heading', { name: 'Key', level: 1 })).toBeVisible()
  await run(page, 'Look at the bytes')
  await expect(page.getByRole('region', { name: 'The bytes of this file' })).toContainText('BEGIN')
  await expectFocus(page)
})

test('? lists the shortcuts, and single keys can be switched off', async ({ page, workbench }) => {
  await page.goto(workbench.bootUrl)
  await startPractice(page)
  const watermark = page.getByText('redacted', { exact: true })
  await page.keyboard.press('s')
  await expect(watermark).toBeVisible()
  await expectFocus(page)
  await page.keyboard.press('s')
  await expect(watermark).toBeHidden()

  await page.keyboard.press('?')
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(dialog).toContainText('Ctrl Enter')
  const single = dialog.getByRole('checkbox', { name: /Single keys work/ })
  await tabTo(page, single)
  await page.keyboard.press('Space')
  await expect(single).not.toBeChecked()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expectFocus(page)

  await page.keyboard.press('1')
  await page.keyboard.press('s')
  await page.keyboard.press('?')
  await expect(dialog).toBeHidden()
  await expect(watermark).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Client assertion', level: 1 })).toBeVisible()
  await run(page, 'Keyboard shortcuts')
  await expect(dialog).toBeVisible()
})
