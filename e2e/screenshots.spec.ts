import { join, resolve } from 'node:path'
import { SCREEN_OPTIONS } from './support/screen-material.ts'
import { VISITS } from './support/screens.ts'
import { expect, test } from './support/test.ts'
import { inBothThemes } from './support/workbench-page.ts'

/** Another folder for looking without touching the pictures of the documentation. */
const FOLDER = process.env['SCREENSHOTS'] ?? resolve(import.meta.dirname, '../docs/screenshots')

const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
  // Between the two the verdict is a drawer: looked at, not shown in the documentation.
  ...(process.env['SCREENSHOTS'] === undefined ? [] : [{ width: 1024, height: 768 }]),
]

test.use({ runOptions: SCREEN_OPTIONS, reducedMotion: 'reduce' })

for (const viewport of SIZES) {
  test.describe(`${viewport.width} wide`, () => {
    test.use({ viewport })
    test('every screen has its pictures, and nothing scrolls sideways', async ({ page, workbench }) => {
      test.setTimeout(600_000)
      for (const { name, open } of VISITS) {
        await test.step(name, async () => {
          await page.setViewportSize(viewport)
          await open({ page, workbench })
          await inBothThemes(page, async (theme) => {
            const path = join(FOLDER, `${name}-${theme}-${viewport.width}.png`)
            await page.screenshot({ path, animations: 'disabled', scale: 'css' })
          })
          const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
          expect(tooWide, `${name} is wider than the window`).toBeLessThanOrEqual(0)
        })
      }
    })
  })
}
