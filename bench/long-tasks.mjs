import { openPracticeAssertion, withPage } from './with-page.mjs'

const BOUND_MS = 50
const KEYSTROKES = 60

/** In the page: every task that held the main thread for 50 ms or more (Long Tasks). */
const watchLongTasks = () => {
  window.longTasks = []
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longTasks.push(duration)
  }).observe({ type: 'longtask' })
}

/** The longest task of the main thread while somebody types in the payload and in the form. */
export const benchLongTasks = () =>
  withPage(async (page, { bootUrl }) => {
    await openPracticeAssertion(page, bootUrl)
    const payload = page.getByRole('textbox', { name: /^Payload, JSON\. Tab/ })
    const aud = page.getByRole('combobox', { name: /^aud/ })
    const type = async (field, keys) => {
      await field.focus()
      for (const key of keys) await page.keyboard.press(key, { delay: 40 })
    }
    const strokes = Array.from({ length: KEYSTROKES / 4 }, () => ['Space', 'Backspace']).flat()
    // What is loaded on the first stroke is not typing.
    await type(payload, strokes)
    await type(aud, strokes)
    await page.evaluate(watchLongTasks)
    await type(payload, strokes)
    await type(aud, strokes)
    const tasks = await page.evaluate(() => window.longTasks)
    const longest = Math.max(0, ...tasks)
    return {
      name: `longest task while typing ${KEYSTROKES} keys`,
      value: longest === 0 ? `none over ${BOUND_MS} ms` : `${longest.toFixed(0)} ms (${tasks.length})`,
      bound: `none over ${BOUND_MS} ms`,
      met: longest === 0,
    }
  })
