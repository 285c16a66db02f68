import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { Command, CommanderError } from 'commander'
import { readAttempt } from '../../shared/attempt/read-attempt.ts'
import { diagnose, type Verdict } from '../../shared/diagnosis/diagnose.ts'
import type { Priors } from '../../shared/diagnosis/priors.ts'
import type { Facts } from '../../shared/facts/facts.ts'
import { gatherFacts } from '../../shared/facts/gather-facts.ts'
import { RULES } from '../../shared/lint/registry.ts'
import { runLint } from '../../shared/lint/run-lint.ts'
import { profileById } from '../../shared/profiles/registry.ts'
import { attemptFiles } from './attempt-files.ts'
import { readRawEvidence, type RawOptions } from './raw-evidence.ts'
import { readKeyOfAttempt } from './key-of-attempt.ts'
import { readPriors, recalibrateFolder } from './recalibrate-folder.ts'
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
export async function runDiagnose(args: readonly string[], io: DiagnoseIo): Promise<number> {
  const command = new Command('diagnose')
    .argument('[paths...]', 'attempt files, or folders with *.attempt.json files')
    .option('--request <file>', 'a curl command, HAR entry, HTTP request or form body; - is standard input')
    .option('--response <file>', 'the answer as curl -i prints it; - is standard input')
    .option('--profile <id>', 'the kind of server, for --request and --response')
    .option('--env <file>', 'what is known besides: the environment object of an attempt file')
    .option('--format <format>', 'json (one object a line), text or junit', 'json')
    .option(
      '--recalibrate <folder>',
      'print priors counted from solved attempts; solved.json names their causes',
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
  if (recalibrate !== undefined) return printPriors(recalibrate, io)
  const priors = priorsPath === undefined ? undefined : await readPriors(priorsPath)
  if (priorsPath !== undefined && priors === undefined) {
    io.stderr.write(`${basename(priorsPath)} is not what --recalibrate prints.\n`)
    return USAGE
  }
  const isRaw = raw.request !== undefined || raw.response !== undefined
  const reporter = REPORTERS[format]
  if (reporter === undefined) {
    io.stderr.write(`The format is one of ${Object.keys(REPORTERS).join(', ')}.\n`)
    return USAGE
  }
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
  for (const path of command.args)
    for (const file of await attemptFiles(path)) add(await diagnoseFile(file, priors))
  io.stdout.write(reporter.end(reports))
  return reports.some(({ error }) => error !== undefined) ? NOT_AN_ATTEMPT : 0
}

interface Options extends RawOptions {
  readonly format: string
  readonly recalibrate?: string
  readonly priors?: string
}

async function printPriors(folder: string, io: DiagnoseIo): Promise<number> {
  const counted = await recalibrateFolder(folder)
  if (!counted.ok) {
    io.stderr.write(`${counted.message}\n`)
    return NOT_AN_ATTEMPT
  }
  io.stderr.write(
    `Counted ${counted.solved} solved attempts; ${counted.skipped} more have no ranked cause as their solution.\n`,
  )
  io.stdout.write(`${JSON.stringify({ priors: counted.priors }, undefined, 2)}\n`)
  return 0
}

async function diagnoseFile(file: string, priors: Priors | undefined): Promise<Report> {
  const refused = (code: string, message: string): Report => ({
    id: null,
    file: basename(file),
    error: { code, message },
    warnings: [],
  })
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return refused('not-readable', 'The file cannot be read.')
  const read = readAttempt(text)
  if (!read.ok) return refused(read.code, read.message)
  const profile = profileById(read.attempt.profile)
  if (profile === undefined)
    return refused('profile-unknown', `No profile is called ${read.attempt.profile.slice(0, 60)}.`)
  const key = await readKeyOfAttempt(read.attempt, file)
  const { format: _, profile: __, ...members } = read.attempt
  const facts = await gatherFacts({ ...members, profile, ...(key === undefined ? {} : { keyFacts: key }) })
  return {
    id: read.attempt.id,
    file: basename(file),
    verdict: verdictOf(facts, priors),
    warnings: read.warnings,
  }
}

async function diagnoseRaw(
  options: RawOptions,
  stdin: NodeJS.ReadableStream,
  priors: Priors | undefined,
): Promise<Report> {
  const raw = await readRawEvidence(options, stdin)
  const { file } = raw
  if (!raw.ok) return { id: null, file, error: { code: raw.code, message: raw.message }, warnings: [] }
  return {
    id: raw.id,
    file,
    verdict: verdictOf(await gatherFacts(raw.evidence), priors),
    warnings: raw.notes,
  }
}

const verdictOf = (facts: Facts, priors: Priors | undefined): Verdict =>
  diagnose(facts, runLint(facts, RULES), priors === undefined ? {} : { priors })
