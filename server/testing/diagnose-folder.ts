import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { anAttempt, type AttemptBuilder } from '../../shared/testing/an-attempt.ts'
import { runDiagnose } from '../diagnose/run-diagnose.ts'

/** A line that `diagnose` prints. */
export interface Line {
  readonly id: string | null
  readonly outcome?: string
  readonly causes?: readonly { id: string; grade: string; where?: string; evidence: string }[]
  readonly file?: string
  readonly error?: { code: string; message: string }
}

/** A folder of attempt files, and the headless command as somebody in it would run it. */
export interface DiagnoseFolder {
  readonly path: string
  /** @returns the path */
  write(name: string, text: string): Promise<string>
  /** An attempt file; its id is the name without folder and ending. */
  attempt(name: string, builder: AttemptBuilder, more?: Record<string, unknown>): Promise<string>
  remove(): Promise<void>
}

export async function makeDiagnoseFolder(): Promise<DiagnoseFolder> {
  const path = await mkdtemp(join(tmpdir(), 'countersign-diagnose-'))
  const write = async (name: string, text: string): Promise<string> => {
    const file = join(path, name)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
    return file
  }
  return {
    path,
    write,
    attempt: async (name, builder, more = {}) => {
      const id = name.replace(/^.*\/|\.attempt\.json$/g, '')
      return write(name, await attemptText(builder, { id, ...more }))
    },
    remove: () => rm(path, { recursive: true }),
  }
}

export async function attemptText(builder: AttemptBuilder, more: Record<string, unknown>): Promise<string> {
  const { profile, ...evidence } = await builder.evidence()
  return JSON.stringify({ ...evidence, format: 'attempt/1', profile: profile.id, ...more })
}

/** @param input standard input */
export async function run(
  args: readonly string[],
  input = '',
): Promise<{ status: number; out: string; err: string }> {
  let [out, err] = ['', '']
  const status = await runDiagnose(args, {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    stdin: Readable.from([input]),
  })
  return { status, out, err }
}

export const linesOf = (out: string): Line[] =>
  out
    .split('\n')
    .slice(0, -1)
    .map((text) => JSON.parse(text) as Line)

/** A correct request that was refused without a reason. */
export const refusedAttempt = (): AttemptBuilder =>
  anAttempt('epic-sandbox').answered(400, { error: 'invalid_client' })

/** The same with a slash too many at the end of aud. */
export const withSlash = (): AttemptBuilder =>
  refusedAttempt().withPayload({ aud: `${anAttempt('epic-sandbox').server.token}/` })

export const succeeded = (): AttemptBuilder =>
  anAttempt('epic-sandbox').answered(200, {
    access_token: 'opaque',
    token_type: 'Bearer',
    expires_in: 300,
    scope: 'system/Patient.rs',
  })
