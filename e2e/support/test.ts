import { test as base, expect, type BrowserContext } from '@playwright/test'
import { runWorkbench, type RunOptions, type Workbench } from './run-workbench.ts'

/** What goes wrong in a page without a test asking; a journey fails when anything is collected. */
const watch = (context: BrowserContext, complaints: string[]): void => {
  context.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    // A 409 is how the server asks for an explicit yes; Chromium logs every 4xx as an error by itself.
    if (/^Failed to load resource: .* status of 409/.test(message.text())) return
    // A callback that fits no pending login is refused with 400, as a page.
    if (/status of 400/.test(message.text()) && /\/callback\?/.test(message.location().url)) return
    complaints.push(`console ${message.type()}: ${message.text()}`)
  })
  context.on('weberror', (error) =>
    complaints.push(`page error: ${error.error().stack ?? error.error().message}`),
  )
  context.on('request', (request) => {
    const url = new URL(request.url())
    const isLocal = ['data:', 'blob:', 'about:'].includes(url.protocol) || url.hostname === '127.0.0.1'
    if (!isLocal) complaints.push(`request left the machine: ${url.origin}`)
  })
}

interface Fixtures {
  /** Options of the program; set with `test.use`. */
  runOptions: RunOptions
  workbench: Workbench
  /** Messages that a test expects and takes off the list. */
  complaints: string[]
}

export const test = base.extend<Fixtures>({
  runOptions: [{}, { option: true }],
  complaints: [
    async ({ context }, use) => {
      const complaints: string[] = []
      watch(context, complaints)
      await context.addInitScript(() =>
        document.addEventListener('securitypolicyviolation', (event) =>
          console.error(`CSP violation: ${event.violatedDirective} ${event.blockedURI}`),
        ),
      )
      await use(complaints)
      expect(complaints).toEqual([])
    },
    { auto: true },
  ],
  workbench: async ({ runOptions, context }, use) => {
    const workbench = await runWorkbench(runOptions)
    await use(workbench)
    // Before the program ends: a page that still asks would complain that nobody answers.
    await Promise.all(context.pages().map((page) => page.close()))
    expect(workbench.outputLines()).toHaveLength(1)
    await workbench.stop()
  },
})
export { expect }
