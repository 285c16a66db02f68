import { spawn } from 'node:child_process'
import { WorkbenchError } from '../../shared/errors.ts'
import { maskPatterns } from '../../shared/redaction/mask.ts'

/** A program and its arguments, fixed for the run; no shell reads them. */
export type SignerCommand = readonly [program: string, ...args: string[]]

export interface SignerLimits {
  readonly timeoutMs: number
  /** Of each of the two outputs, bytes. */
  readonly outputBytes: number
}

export const SIGNER_LIMITS: SignerLimits = { timeoutMs: 10_000, outputBytes: 65_536 }
/** Of what it wrote to standard error, so much is shown. */
const SAID_CHARACTERS = 300

/**
 * Runs the signer once: one line on its standard input, what it prints in return. It gets a process group of its own,
 * so that what it started ends with it.
 * @throws WorkbenchError signer-not-started, signer-timeout, signer-output-too-large, signer-failed
 */
export const runSigner = (
  command: SignerCommand,
  line: string,
  limits: SignerLimits = SIGNER_LIMITS,
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const [program, ...args] = command
    const child = spawn(program, args, {
      shell: false,
      stdio: 'pipe',
      windowsHide: true,
      detached: process.platform !== 'win32',
    })
    const out: Buffer[] = []
    const said: Buffer[] = []
    let failure: WorkbenchError | undefined
    const end = (why: WorkbenchError) => {
      failure ??= why
      killGroup(child.pid)
      // What it started may hold the pipes open.
      child.stdout.destroy()
      child.stderr.destroy()
    }
    const timer = setTimeout(
      () =>
        end(
          new WorkbenchError(
            'signer-timeout',
            `It did not answer within ${limits.timeoutMs / 1_000} s and was stopped.`,
          ),
        ),
      limits.timeoutMs,
    )
    const collect = (into: Buffer[]) => {
      let size = 0
      return (chunk: Buffer) => {
        size += chunk.length
        if (size <= limits.outputBytes) into.push(chunk)
        else
          end(
            new WorkbenchError(
              'signer-output-too-large',
              `It printed more than ${limits.outputBytes / 1_024} KiB, which no signature has, and was stopped.`,
            ),
          )
      }
    }
    child.stdout.on('data', collect(out))
    child.stderr.on('data', collect(said))
    // A signer that does not read its input is judged by what it prints.
    child.stdin.on('error', () => undefined)
    child.once('error', (cause: NodeJS.ErrnoException) => {
      clearTimeout(timer)
      const why = cause.code === 'ENOENT' ? 'there is no such program' : (cause.code ?? 'unknown reason')
      reject(new WorkbenchError('signer-not-started', `${program} did not start: ${why}.`, { cause }))
    })
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      if (failure !== undefined) return reject(failure)
      if (code === 0) return resolve(Buffer.concat(out))
      const how = code === null ? `was ended by ${signal ?? 'a signal'}` : `ended with exit status ${code}`
      const words = shownWords(Buffer.concat(said).toString('utf8'), args)
      const more = words === '' ? 'It said nothing on its standard error.' : `It said: ${words}`
      reject(new WorkbenchError('signer-failed', `It ${how}. ${more}`))
    })
    child.stdin.end(`${line}\n`)
  })

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch {
    // It ended by itself in the meantime.
  }
}

const MASK = '••••'
const MIN_SECRET = 4

/** Standard error as it may be shown: without the arguments (a PIN may be one), credentials and control characters. */
function shownWords(text: string, args: readonly string[]): string {
  const values = args
    .flatMap((arg) => [arg, arg.replace(/^[^=]*=/, '')])
    .filter((value) => value.length >= MIN_SECRET && !value.startsWith('-'))
    .sort((a, b) => b.length - a.length)
  const without = values.reduce((left, value) => left.replaceAll(value, MASK), text)
  return maskPatterns(without)
    .replace(/\b\d{4,}\b/g, MASK)
    .replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .trim()
    .slice(0, SAID_CHARACTERS)
}
