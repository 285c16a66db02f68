import type { Page } from '@playwright/test'
import axe from 'axe-core'
import { expect } from './test.ts'
import { inBothThemes } from './workbench-page.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What depends on colours; everything else is the same in each theme. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block']

/** axe finds nothing on the page as it stands, light and dark. The test goes on, so that one run tells of every screen. */
export const expectAccessible = (page: Page, where: string): Promise<void> =>
  inBothThemes(page, async (theme) => {
    const found = await violations(
      page,
      theme === 'light' ? { type: 'tag', values: TAGS } : { type: 'rule', values: OF_COLOURS },
    )
    expect.soft(found, `${where}, ${theme}`).toEqual([])
  })

/** A line for each rule that is broken. axe is put into a page once, and asked for nothing but what is broken. */
async function violations(page: Page, runOnly: axe.RunOnly): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  return page.evaluate(async (chosen) => {
    const { axe: inPage } = globalThis as unknown as { axe: typeof axe }
    const found = await inPage.run(document, { runOnly: chosen, resultTypes: ['violations'] })
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
    )
  }, runOnly)
}
