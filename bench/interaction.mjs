import { quantile } from './run-built.mjs'
import { openPracticeAssertion, withPage } from './with-page.mjs'

const BOUND_MS = 100
const ROUNDS = 12
/** Shortest event that Chromium reports, milliseconds; shorter ones count as this long. */
const FLOOR_MS = 16

/** In the page: the longest event of each interaction (Event Timing). */
const watchInteractions = (floorMs) => {
  window.interactions = new Map()
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries())
      if (interactionId > 0)
        window.interactions.set(
          interactionId,
          Math.max(duration, window.interactions.get(interactionId) ?? 0),
        )
  }).observe({ type: 'event', durationThreshold: floorMs, buffered: true })
}

/** What a person does: types in the form and the editor, switches steps, opens the palette. */
const editingSession = async (page) => {
  let acts = 0
  const press = async (key) => {
    await page.keyboard.press(key)
    acts += 1
  }
  const step = async (name) => {
    await page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name }).click()
    acts += 1
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.getByRole('combobox', { name: /^aud/ }).focus()
    await press('End')
    for (const key of ['/', 'x', 'Backspace', 'Backspace']) await press(key)
    await page.getByRole('textbox', { name: /^Payload, JSON\. Tab/ }).focus()
    await press('ControlOrMeta+End')
    for (const key of ['Space', 'Space', 'Backspace', 'Backspace']) await press(key)
    await step(/Request/)
    await step(/Key/)
    await step(/Assertion/)
    await page.getByRole('combobox', { name: /^aud/ }).waitFor()
  }
  return acts
}

/** Interaction to next paint, 98th percentile over an editing session. */
export const benchInteraction = () =>
  withPage(async (page, { bootUrl }) => {
    await openPracticeAssertion(page, bootUrl)
    await page.getByRole('textbox', { name: /^Payload, JSON\. Tab/ }).waitFor()
    await page.evaluate(watchInteractions, FLOOR_MS)
    const acts = await editingSession(page)
    const slow = await page.evaluate(() => [...window.interactions.values()])
    const all = [...slow, ...Array.from({ length: Math.max(0, acts - slow.length) }, () => FLOOR_MS)]
    const value = quantile(all, 0.98)
    return {
      name: `interaction to next paint, 98th percentile of ${all.length}`,
      value: `${value.toFixed(0)} ms`,
      bound: `< ${BOUND_MS} ms`,
      met: value < BOUND_MS,
    }
  })
