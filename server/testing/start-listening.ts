import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../app.ts'
import type { LIMITS } from '../http/limits.ts'
import { startListener } from '../http/listener.ts'
import { makeStaticPage } from '../http/static-page.ts'
import { createProgram, type Program, type ProgramOptions } from '../program.ts'
import type { Logger } from '../services/ports.ts'

/** What lies in the folder of the page; only the first three may ever be served. */
export const PAGE_FILES: Readonly<Record<string, string>> = {
  'index.html':
    '<!doctype html><title>Countersign</title><script type="module" src="/assets/app-abc.js"></script>',
  'assets/app-abc.js': 'export const page = "built"',
  'assets/app-abc.css': 'body { margin: 0 }',
  'assets/app-abc.js.map': '{"version":3,"sourcesContent":["secret source"]}',
  '.env': 'PRIVATE=1',
  '.git/config': '[core]',
}

export interface Listening {
  readonly port: number
  /** Of this run. */
  readonly token: string
  readonly program: Program
  /** Folder for data and keys of this one. */
  readonly folder: string
  /** Each log line as JSON text. */
  readonly logLines: readonly string[]
  stop(): Promise<void>
}

/** The whole server behind its real listener, in this process, with a page of three files and no practice server. */
export async function startListening(
  options: Partial<ProgramOptions> & { limits?: Partial<typeof LIMITS> } = {},
): Promise<Listening> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-test-'))
  for (const [name, text] of Object.entries(PAGE_FILES)) {
    const path = join(folder, 'client', name)
    mkdirSync(join(path, '..'), { recursive: true })
    writeFileSync(path, text)
  }
  const logLines: string[] = []
  const line = (level: string) => (fields: object, event: string) =>
    void logLines.push(JSON.stringify({ level, event, ...fields }))
  const log: Logger = { info: line('info'), warn: line('warn'), error: line('error') }
  let port = 0
  const { limits, ...programOptions } = options
  const program = createProgram({
    version: '9.8.7-test',
    clock: { now: () => Date.now() / 1_000, monotonicMs: () => performance.now() },
    log,
    env: {},
    dataFolder: folder,
    stored: false,
    keyPaths: [],
    allowedTargets: [],
    caFile: undefined,
    practicePort: 0,
    fileEnvironment: undefined,
    port: () => port,
    ...programOptions,
  })
  const page = { handler: makeStaticPage(join(folder, 'client')), isBuilt: true }
  const app = createApp(program, page) as RequestListener
  const listener = await startListener({
    port: 0,
    isToken: program.sessions.isToken,
    log,
    handler: () => app,
    onUpgrade: undefined,
    ...(limits === undefined ? {} : { limits }),
  })
  port = listener.port
  return {
    port,
    token: program.sessions.redeem(program.sessions.issueBootCode()),
    program,
    folder,
    logLines,
    stop: async () => {
      await listener.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
