import { join } from 'node:path'
import { runCli } from './cli/run.ts'
import { makeStaticPage } from './http/static-page.ts'

await runCli(process.argv.slice(2), () => ({
  handler: makeStaticPage(join(import.meta.dirname, '..', 'client')),
  isBuilt: true,
}))
