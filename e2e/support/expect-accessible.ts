import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './test.ts'
import { inBothThemes } from './workbench-page.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What depends on colours; everything else is the same in each theme. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block']

type Violations = Awaited<ReturnType<AxeBuilder['analyze']>>['violations']

/**
 * axe finds nothing on the page as it stands, light and dark. The test goes on, so that one run tells of every screen.
 * The page has no frames, so axe needs no second page to gather its results in (legacy mode).
 */
export const expectAccessible = (page: Page, where: string): Promise<void> =>
  inBothThemes(page, async (theme) => {
    const axe = new AxeBuilder({ page }).setLegacyMode(true)
    const chosen = theme === 'light' ? axe.withTags(TAGS) : axe.withRules(OF_COLOURS)
    expectNothing((await chosen.analyze()).violations, `${where}, ${theme}`)
  })

const expectNothing = (violations: Violations, where: string): void => {
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  )
  expect.soft(found, where).toEqual([])
}
