import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RequestHandler } from 'express'
import { createApp } from './app.ts'
import { openControlChannel } from './cli/control-channel.ts'
import { openPage } from './cli/open-page.ts'
import type { StartOptions } from './cli/options.ts'
import { readEnvFile } from './cli/read-env-file.ts'
import { checkPort, startListener, type UpgradeHandler } from './http/listener.ts'
import { signerSettings, type SignerSettings } from './keys/signer-settings.ts'
import { createProgram, type Program } from './program.ts'
import type { Clock, Logger } from './services/ports.ts'
import { prepareDataFolder, tidyDataFolder } from './storage/data-folder.ts'
import { VERSION } from './version.ts'

export interface Page {
  readonly handler: RequestHandler
  readonly isBuilt: boolean
  /** Development only: Vite's socket. */
  readonly onUpgrade?: UpgradeHandler
  /** Development only: the newest `createApp`, asked for at each request. */
  readonly newestApp?: () => Promise<typeof createApp>
}

export interface Running {
  readonly origin: string
  /** An address with a fresh one-time code. */
  freshAddress(): string
  stop(): Promise<void>
}

/** Why the program does not start, in one line for the terminal. */
export class StartError extends Error {
  override readonly name = 'StartError'
  readonly exitCode: number
  constructor(message: string, options: { cause?: unknown; exitCode?: number } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.exitCode = options.exitCode ?? 1
  }
}

/** Another program runs on the same data folder. */
const TAKEN = 3

const clock: Clock = { now: () => Date.now() / 1_000, monotonicMs: () => performance.now() }

/**
 * Everything of the program but its listener, from data folder, keys and environments.
 * @param port of the listener, once it is known
 * @throws StartError
 */
export function readProgram(
  options: StartOptions,
  log: Logger,
  dataFolder: string,
  more: { readonly isWritable: boolean; readonly port: () => number },
): { program: Program; dispose: () => Promise<void> } {
  const file = options.env === undefined ? undefined : readEnv(options.env)
  if (options.caFile !== undefined) checkReadable(options.caFile, '--ca-file')
  const program = createProgram({
    version: VERSION,
    clock,
    log,
    env: process.env,
    dataFolder,
    stored: options.stored,
    ...(options.usualKeys ? { usualKeyFolder: options.keys[0] } : {}),
    keyPaths: [...options.keys, ...(file?.keyPath === undefined ? [] : [file.keyPath])],
    allowedTargets: options.allowTarget,
    caFile: options.caFile,
    signer: readSigner(options, dataFolder),
    practicePort: options.practicePort,
    workingFolder: process.cwd(),
    fileEnvironment: file && { environment: file.environment, draft: file.draft },
    ...more,
  })
  const dispose = async (): Promise<void> => {
    program.watches.stop()
    await Promise.all([
      program.practice.stop(),
      program.capture.stop(),
      program.jwksHost.stop(),
      program.history.stop(),
    ])
    if (!options.stored) rmSync(dataFolder, { recursive: true, force: true })
  }
  return { program, dispose }
}

/** The folder for this run, made where it is missing. */
export function openDataFolder({ stored, data }: StartOptions): string {
  const dataFolder = stored ? data : mkdtempSync(join(tmpdir(), 'countersign-'))
  prepareDataFolder(dataFolder)
  return dataFolder
}

/** Starts everything and says so on standard output, once; the practice server follows. @throws StartError */
export async function startCountersign(options: StartOptions, page: Page, log: Logger): Promise<Running> {
  await checkPort(options.port).catch((cause: unknown) => {
    throw portError(cause, options.port)
  })
  const dataFolder = openDataFolder(options)
  let freshAddress = (): string => ''
  const control = await openControlChannel(dataFolder, () => freshAddress())
  if (control === 'taken') {
    throw new StartError(
      `another countersign runs on ${dataFolder}; "countersign open" prints its address, --data chooses another folder`,
      { exitCode: TAKEN },
    )
  }
  const isWritable = tidyDataFolder(dataFolder)
  if (!isWritable) log.warn({}, 'the data folder cannot be written')
  let port = options.port
  const { program, dispose } = readProgram(options, log, dataFolder, { isWritable, port: () => port })
  const listener = await startListener({
    port: options.port,
    isToken: program.sessions.isToken,
    log,
    handler: makeHandler(program, page),
    onUpgrade: page.onUpgrade,
  }).catch((cause: unknown) => {
    throw portError(cause, options.port)
  })
  port = listener.port
  const addressWith = (code: string): string => `${listener.origin}/#boot=${code}`
  freshAddress = (): string => addressWith(program.sessions.issueBootCode())
  process.stdout.write(`Countersign is ready: ${freshAddress()}\n`)

  void program.practice.start()
  void program.history.start()
  const forget = options.open ? await openInBrowser(program, dataFolder, addressWith) : () => undefined
  return {
    origin: listener.origin,
    freshAddress: () => freshAddress(),
    stop: async () => {
      forget()
      if (control !== 'unavailable') control.server.close()
      await listener.stop()
      await dispose()
    },
  }
}

async function openInBrowser(
  program: Program,
  dataFolder: string,
  addressWith: (code: string) => string,
): Promise<() => void> {
  let remove: () => void = () => undefined
  const code = program.sessions.issueBootCode(() => remove())
  // Without a place for the launch file the address in the terminal is what there is.
  remove = await openPage(dataFolder, addressWith(code)).catch(() => () => undefined)
  return () => remove()
}

function makeHandler(program: Program, page: Page): () => RequestListener {
  const { newestApp } = page
  let made: { from: typeof createApp; app: RequestListener } | undefined
  const appFrom = (from: typeof createApp): RequestListener => {
    if (made?.from !== from) made = { from, app: from(program, page) as RequestListener }
    return made.app
  }
  if (newestApp === undefined) {
    const app = appFrom(createApp)
    return () => app
  }
  return () => (req, res) =>
    void newestApp().then(
      (from) => appFrom(from)(req, res),
      (error: unknown) => {
        program.log.error(
          { name: error instanceof Error ? error.message : 'unknown' },
          'the edited server does not load',
        )
        res
          .writeHead(500, { 'content-type': 'text/plain' })
          .end('The edited server does not load; see the terminal.\n')
      },
    )
}

/** Said now rather than at the first request that needs it. */
function checkReadable(path: string, option: string): void {
  try {
    accessSync(path, constants.R_OK)
  } catch (cause) {
    throw new StartError(`the file ${path} of ${option} cannot be read`, { cause })
  }
}

function readEnv(path: string): ReturnType<typeof readEnvFile> {
  try {
    return readEnvFile(path)
  } catch (cause) {
    throw new StartError(`the file ${path} of --env cannot be read`, { cause })
  }
}

function readSigner({ signer, signerPublic }: StartOptions, dataFolder: string): SignerSettings | undefined {
  const read = signerSettings(signer, signerPublic, dataFolder)
  if (!read.ok) throw new StartError(read.why)
  return read.settings
}

function portError(cause: unknown, port: number): Error {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'EADDRINUSE')
    return new StartError(`127.0.0.1:${port} is in use; choose another with --port, or 0 for any free one`, {
      cause,
    })
  if (code === 'EACCES') return new StartError(`127.0.0.1:${port} may not be used by this account`, { cause })
  return cause instanceof Error ? cause : new StartError('the listener did not start')
}
