import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { text as textOfStream } from 'node:stream/consumers'
import { Command, CommanderError } from 'commander'
import { readAttempt, type ReadResult } from '../../shared/attempt/read-attempt.ts'
import { diagnose, type Verdict } from '../../shared/diagnosis/diagnose.ts'
import type { Priors } from '../../shared/diagnosis/priors.ts'
import type { Facts } from '../../shared/facts/facts.ts'
import { gatherFacts } from '../../shared/facts/gather-facts.ts'
import { RULES } from '../../shared/lint/registry.ts'
import { runLint } from '../../shared/lint/run-lint.ts'
import { profileById } from '../../shared/profiles/registry.ts'
import { printingTo } from '../cli/printable.ts'
import { attemptFiles } from './attempt-files.ts'
import { readRawEvidence, STANDARD_INPUT, type RawOptions } from './raw-evidence.ts'
import { readKeyOfAttempt } from './key-of-attempt.ts'
import { priorsTable, readPriors, recalibrateFolder } from './recalibrate-folder.ts'
import { REPORTERS, type Report } from './reporters.ts'

export interface DiagnoseIo {
  readonly stdout: { write(text: string): unknown }
  readonly stderr: { write(text: string): unknown }
  readonly stdin: NodeJS.ReadableStream
}

const NOT_AN_ATTEMPT = 2
const USAGE = 64

/**
 * The headless command: one verdict an attempt file, in the order read. No network, no clock.
 * @returns the exit status: 0 when every file was read, 2 when one was not an attempt file, 64 for wrong usage.
 */
export async function runDiagnose(args: readonly string[], streams: DiagnoseIo): Promise<number> {
  // The reporters see to standard output; messages quote file names.
  const io = { stdin: streams.stdin, stdout: streams.stdout, stderr: printingTo(streams.stderr) }
  const command = new Command('diagnose')
    .argument(
      '[paths...]',
      'attempt files, or folders with *.attempt.json files; - is standard input: an attempt, or a request and its answer',
    )
    .option('--request <file>', 'a curl command, HAR entry, HTTP request or form body; - is standard input')
    .option(
      '--response <file>',
      'the answer as curl -i prints it; - is standard input, where it may follow the request',
    )
    .option('--profile <id>', 'the kind of server, for --request and --response')
    .option('--env <file>', 'what is known besides: the environment object of an attempt file')
    .option('--format <format>', 'json (one object a line), text or junit', 'json')
    .option(
      '--recalibrate <folder>',
      'print priors counted from solved attempts, as JSON or a table (text); solved.json names their causes',
    )
    .option('--priors <file>', 'weigh the ranked causes by what --recalibrate printed')
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => io.stderr.write(text) })
  try {
    command.parse([...args], { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE
    throw error
  }
  const { format, recalibrate, priors: priorsPath, ...raw } = command.opts<Options>()
  const priors = priorsPath === undefined ? undefined : await readPriors(priorsPath)
  if (priorsPath !== undefined && priors === undefined) {
    io.stderr.write(`${basename(priorsPath)} is not what --recalibrate prints.\n`)
    return USAGE
  }
  const isRaw = raw.request !== undefined || raw.response !== undefined
  const reporter = Object.hasOwn(REPORTERS, format) ? REPORTERS[format] : undefined
  if (reporter === undefined) {
    io.stderr.write(`The format is one of ${Object.keys(REPORTERS).join(', ')}.\n`)
    return USAGE
  }
  if (recalibrate !== undefined) return printPriors(recalibrate, format === 'text', io)
  if (!isRaw && command.args.length === 0) {
    io.stderr.write('Name attempt files or folders, or --request and --response.\n')
    return USAGE
  }
  const reports: Report[] = []
  const add = (report: Report): void => {
    for (const warning of report.warnings) io.stderr.write(`${report.file}: ${warning}\n`)
    reports.push(report)
    io.stdout.write(reporter.line(report))
  }
  if (isRaw) add(await diagnoseRaw(raw, io.stdin, priors))
  for (const path of command.args) {
    if (path === STANDARD_INPUT) {
      add(await diagnosePiped(raw, io.stdin, priors))
      continue
    }
    const files = await attemptFiles(path)
    if (files.length === 0) io.stderr.write(`${basename(path)}: no *.attempt.json lies in it.\n`)
    for await (const report of inOrder(files, (file) => diagnoseFile(file, priors))) add(report)
  }
  io.stdout.write(reporter.end(reports))
  return reports.some(({ error }) => error !== undefined) ? NOT_AN_ATTEMPT : 0
}

/** Signatures are checked beside the main thread: a few files at once keep both busy. */
const AT_ONCE = 8

/** The results in the order of the items; so many are under way at once. */
async function* inOrder<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const underWay: Promise<Result>[] = []
  for (const item of items) {
    underWay.push(work(item))
    if (underWay.length >= AT_ONCE) yield await underWay.shift()!
  }
  for (const result of underWay) yield await result
}

interface Options extends RawOptions {
  readonly format: string
  readonly recalibrate?: string
  readonly priors?: string
}

async function printPriors(folder: string, isTable: boolean, io: DiagnoseIo): Promise<number> {
  const counted = await recalibrateFolder(folder)
  if (!counted.ok) {
    io.stderr.write(`${counted.message}\n`)
    return NOT_AN_ATTEMPT
  }
  const { solved, skipped, priors } = counted
  io.stderr.write(
    `Counted ${solved} solved attempts; ${skipped} more have no ranked cause as their solution.\n`,
  )
  io.stdout.write(isTable ? priorsTable(priors) : `${JSON.stringify({ priors }, undefined, 2)}\n`)
  return 0
}

async function diagnoseFile(file: string, priors: Priors | undefined): Promise<Report> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return refusal(file, 'not-readable', 'The file cannot be read.')
  return diagnoseAttemptFile(readAttempt(text), file, priors)
}

/** Standard input: an attempt file, else what `--request` takes with its answer below it. */
async function diagnosePiped(
  options: RawOptions,
  stdin: NodeJS.ReadableStream,
  priors: Priors | undefined,
): Promise<Report> {
  const text = await textOfStream(stdin)
  const read = readAttempt(text)
  return read.ok || read.code === 'format-unknown' || read.code === 'member-invalid'
    ? diagnoseAttemptFile(read, undefined, priors)
    : diagnoseRaw({ ...options, request: STANDARD_INPUT }, Readable.from([text]), priors)
}

/** @param path where the attempt lies, for the key file beside it; standard input has none */
async function diagnoseAttemptFile(
  read: ReadResult,
  path: string | undefined,
  priors: Priors | undefined,
): Promise<Report> {
  const file = path ?? 'standard input'
  if (!read.ok) return refusal(file, read.code, read.message)
  const profile = profileById(read.attempt.profile)
  if (profile === undefined)
    return refusal(file, 'profile-unknown', `No profile is called ${read.attempt.profile.slice(0, 60)}.`)
  const key = path === undefined ? undefined : await readKeyOfAttempt(read.attempt, path)
  const { format: _, profile: __, ...members } = read.attempt
  const facts = await gatherFacts({ ...members, profile, ...(key === undefined ? {} : { keyFacts: key }) })
  return {
    id: read.attempt.id,
    file: basename(file),
    verdict: verdictOf(facts, priors),
    warnings: read.warnings,
  }
}

const refusal = (file: string, code: string, message: string): Report => ({
  id: null,
  file: basename(file),
  error: { code, message },
  warnings: [],
})

async function diagnoseRaw(
  options: RawOptions,
  stdin: NodeJS.ReadableStream,
  priors: Priors | undefined,
): Promise<Report> {
  const raw = await readRawEvidence(options, stdin)
  const { file } = raw
  if (!raw.ok) return refusal(file, raw.code, raw.message)
  return {
    id: raw.id,
    file,
    verdict: verdictOf(await gatherFacts(raw.evidence), priors),
    warnings: raw.notes,
  }
}

const verdictOf = (facts: Facts, priors: Priors | undefined): Verdict =>
  diagnose(facts, runLint(facts, RULES), priors === undefined ? {} : { priors })
