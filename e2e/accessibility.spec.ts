import { expectAccessible } from './support/expect-accessible.ts'
import { SCREEN_OPTIONS } from './support/screen-material.ts'
import { VISITS } from './support/screens.ts'
import { test } from './support/test.ts'

test.use({ runOptions: SCREEN_OPTIONS, reducedMotion: 'reduce' })

test('axe finds nothing on any screen, light and dark', async ({ page, workbench }) => {
  test.setTimeout(600_000)
  const size = page.viewportSize()
  for (const { name, open } of VISITS) {
    await test.step(name, async () => {
      if (size) await page.setViewportSize(size)
      await open({ page, workbench })
      await expectAccessible(page, name)
    })
  }
})
