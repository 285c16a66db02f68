import type { Page } from '@playwright/test'

declare global {
  interface Window {
    /** Time of the newest keystroke, of `performance.now()`. */
    lastInput: number
    painted: Promise<number>
  }
}

/** Notes each keystroke, however it arrives. */
export const watchKeystrokes = (page: Page): Promise<void> =>
  page.evaluate(() => {
    window.lastInput = performance.now()
    for (const type of ['keydown', 'beforeinput', 'input'])
      addEventListener(type, ({ timeStamp }) => (window.lastInput = timeStamp), true)
  })

/**
 * Milliseconds from the last keystroke of `act` to the frame in which the page has painted what `selector` finds.
 * Measured inside the page, so that the test's own round trips do not count.
 */
export const timeToPaint = async (
  page: Page,
  selector: string,
  act: () => Promise<void>,
): Promise<number> => {
  await page.evaluate((wanted) => {
    if (document.querySelector(wanted)) throw new Error(`${wanted} is there already`)
    window.painted = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (!document.querySelector(wanted)) return
        observer.disconnect()
        const from = window.lastInput
        requestAnimationFrame(() => {
          const afterPaint = new MessageChannel()
          afterPaint.port1.onmessage = () => resolve(performance.now() - from)
          afterPaint.port2.postMessage(undefined)
        })
      })
      observer.observe(document.body, { subtree: true, childList: true })
    })
    window.lastInput = performance.now()
  }, selector)
  await act()
  return page.evaluate(() => window.painted)
}
