import { spawn, type ChildProcess } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

/** The program as built, in an empty folder of its own. */
export interface Workbench {
  /** The address from the ready line, one-time code included. */
  readonly bootUrl: string
  readonly origin: string
  /** Working folder; `secrets` below it is a key folder when it existed at the start. */
  readonly folder: string
  /** Standard output so far, for the promise of exactly one line. */
  readonly outputLines: () => readonly string[]
  readonly logText: () => string
  /** As if typed in its terminal. */
  type(text: string): void
  /** Sends a signal and waits for the exit code. */
  end(signal: 'SIGINT' | 'SIGTERM'): Promise<number | null>
  /** Of the program itself, unless another command starts it. */
  readonly pid: number
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>
  /** Closes the reading end of its output and log, as `| head -1` does. */
  closeOutput(): void
  /** Ends the program and removes its folder. */
  stop(): Promise<void>
}

export const MAIN = resolve(import.meta.dirname, '../../dist/server/main.js')
const READY = /^Countersign is ready: (http:\/\/127\.0\.0\.1:\d+\/)#boot=(\S+)$/
const READY_WITHIN_MS = 20_000

export const makeFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'countersign-'))

export interface RunOptions {
  readonly folder?: string
  /** Files in `./secrets` before the start, text by name. */
  readonly secrets?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
  /** Variables besides those of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Command in place of `node dist/server/main.js`. */
  readonly command?: readonly [string, ...string[]]
  readonly readyWithinMs?: number
}

const writeSecrets = async (folder: string, secrets: Readonly<Record<string, string>>): Promise<void> => {
  await mkdir(join(folder, 'secrets'), { recursive: true, mode: 0o700 })
  for (const [name, text] of Object.entries(secrets))
    await writeFile(join(folder, 'secrets', name), text, { mode: 0o600 })
}

const end = (child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> =>
  new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined)
      return done(child.exitCode)
    child.once('exit', done)
    // The whole group: a command such as npx has the program as its child.
    process.kill(-child.pid, signal)
  })

/** Starts the program on free ports and waits for its ready line. */
export const runWorkbench = async (options: RunOptions = {}): Promise<Workbench> => {
  const folder = options.folder ?? (await makeFolder())
  if (options.secrets) await writeSecrets(folder, options.secrets)
  const [command, ...first] = options.command ?? [process.execPath, MAIN]
  const flags = ['--port', '0', '--practice-port', '0', '--no-open', '--data', join(folder, 'data')]
  const child = spawn(command, [...first, ...flags, ...(options.args ?? [])], {
    cwd: folder,
    detached: true,
    env: { ...process.env, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | NodeJS.Signals>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 0)),
  )
  const lines: string[] = []
  let log = ''
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()))
  const bootUrl = await new Promise<string>((found, failed) => {
    const timer = setTimeout(
      () => failed(new Error(`no ready line; log:\n${log}`)),
      options.readyWithinMs ?? READY_WITHIN_MS,
    )
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line)
      const ready = READY.exec(line)
      if (!ready) return
      clearTimeout(timer)
      found(`${ready[1]}#boot=${ready[2]}`)
    })
    child.once('exit', (code) => failed(new Error(`the program ended with ${code}; log:\n${log}`)))
  })
  return {
    bootUrl,
    origin: new URL(bootUrl).origin,
    folder,
    outputLines: () => lines,
    logText: () => log,
    type: (text) => void child.stdin.write(text),
    end: (signal) => end(child, signal),
    pid: child.pid ?? 0,
    ended,
    closeOutput: () => {
      child.stdout.destroy()
      child.stderr.destroy()
    },
    stop: async () => {
      await end(child)
      await rm(folder, { recursive: true, force: true })
    },
  }
}
