import { createInterface } from 'node:readline'
import { CommanderError } from 'commander'
import { DataFolderError } from '../storage/data-folder.ts'
import { StartError, startCountersign, type Page, type Running } from '../start.ts'
import { logCrashes } from './log-crashes.ts'
import { makeLogger } from './log.ts'
import { addStartOptions, makeCommand, startOptions } from './options.ts'
import type { TryOptions } from './try-environment.ts'

const STOP_WITHIN_MS = 2_500
const CRASHED = 70
const USAGE = 64

/**
 * The command line: starts the workbench, or runs one of its subcommands.
 * @param page what serves the page; asked for only when the workbench starts
 */
export async function runCli(args: readonly string[], page: () => Page | Promise<Page>): Promise<void> {
  surviveClosedOutput()
  const command = addStartOptions(makeCommand()).exitOverride()
  command.action(async () => run(command, await page()))
  command
    .command('open')
    .description('print a fresh address for the workbench that is running')
    .action(async () => {
      const { askForAddress } = await import('./control-channel.ts')
      const { data } = startOptions(command, process.env)
      const address = await askForAddress(data)
      if (address === undefined) throw new StartError(`no countersign is running on ${data}`)
      process.stdout.write(`${address}\n`)
    })
  command
    .command('diagnose')
    .description('say why recorded attempts failed: no page, no key, no network')
    .argument('[arguments...]')
    .helpOption(false)
    .allowUnknownOption()
    .action(async () => {
      const { runDiagnose } = await import('../diagnose/run-diagnose.ts')
      process.exitCode = await runDiagnose(args.slice(args.indexOf('diagnose') + 1), process)
    })
  command
    .command('try')
    .description('sign, send once and print the verdict: for a terminal on another machine')
    .argument('<environment>', 'its id or its name')
    .option('--yes', 'say yes to what sending asks: a new key at this server, a private address')
    .option('--production <host>', 'say yes to sending to this production server')
    .option('--format <format>', 'text, json or junit', 'text')
    .addHelpText(
      'after',
      '\nIn a terminal each missing yes is asked for.\nExit codes: 0 a token, 1 no token, 3 not sent without a yes, 4 not sent for another reason, 64 wrong usage.',
    )
    .action(async (environment: string, { yes = false, ...options }: Omit<TryOptions, 'environment'>) => {
      const { tryFromCommandLine } = await import('./try-from-command-line.ts')
      const ask = process.stdin.isTTY && process.stderr.isTTY ? askAtTerminal : undefined
      process.exitCode = await tryFromCommandLine(
        startOptions(command, process.env),
        { environment, yes, ...options },
        { stdout: process.stdout, stderr: process.stderr, ask },
      )
    })
  try {
    await command.parseAsync([...args], { from: 'user' })
  } catch (error) {
    process.exitCode = exitCodeOf(error, args.includes('try'))
  }
}

function exitCodeOf(error: unknown, isTry: boolean): number {
  // One is an answer of `try`: no token.
  if (error instanceof CommanderError) return isTry && error.exitCode === 1 ? USAGE : error.exitCode
  const isExpected = error instanceof StartError || error instanceof DataFolderError
  process.stderr.write(`countersign: ${isExpected ? error.message : 'it did not start (internal error)'}\n`)
  if (!isExpected && error instanceof Error) process.stderr.write(`${error.name}: ${error.message}\n`)
  return error instanceof StartError ? error.exitCode : 1
}

async function run(command: ReturnType<typeof makeCommand>, page: Page): Promise<void> {
  const log = makeLogger()
  logCrashes(process, log, () => (process.exitCode = CRASHED))
  const starting = startCountersign(startOptions(command, process.env), page, log)
  // From the first moment: whoever reads the ready line may send a signal at once.
  stopOnSignals(starting)
  answerEnter(await starting)
}

/** Anything but y or yes is a no. */
async function askAtTerminal(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await new Promise<string>((done) => {
    terminal.once('close', () => done(''))
    terminal.question(`${question} [y/N] `, done)
  })
  terminal.close()
  return /^y(es)?$/i.test(answer.trim())
}

/** A line from the terminal, or from whatever program has started this one. */
function answerEnter(running: Running): void {
  process.stdin.on('error', () => undefined)
  createInterface({ input: process.stdin }).on('line', () => {
    process.stderr.write(`A fresh address: ${running.freshAddress()}\n`)
  })
}

/** The first signal ends the program in order, a second one at once. */
function stopOnSignals(starting: Promise<Running>): void {
  let isStopping = false
  const stop = (): void => {
    if (isStopping) process.exit(1)
    isStopping = true
    setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref()
    void starting
      .then((running) => running.stop())
      .catch(() => undefined)
      .finally(() => process.exit(0))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

/** `countersign | head -1` closes the pipe; the workbench goes on. */
function surviveClosedOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
}
