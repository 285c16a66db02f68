import { readFileSync, statSync, type Stats } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { SignerCommand } from './run-signer.ts'
import { parseSignerCommand } from './signer-command.ts'

export interface SignerSettings {
  readonly command: SignerCommand
  readonly publicFile: string | undefined
}

type Read =
  | { readonly ok: true; readonly settings: SignerSettings | undefined }
  | { readonly ok: false; readonly why: string }

/** The person's own configuration in the data folder; the page cannot write it. */
export const SIGNER_FILE = 'signer.json'
const content = z.strictObject({
  command: z.array(z.string()).min(1),
  public: z.string().optional(),
})

/**
 * The signer command, from the command line (or its variable) first, else from `signer.json` in the data folder.
 * Never from an environment file, a team file or the page: whoever may name it may run any program.
 */
export function signerSettings(
  said: string | undefined,
  publicFile: string | undefined,
  dataFolder: string,
): Read {
  if (said !== undefined && said.trim() !== '') {
    const parsed = parseSignerCommand(said)
    return parsed.ok
      ? { ok: true, settings: { command: parsed.command, publicFile } }
      : { ok: false, why: `--signer is not usable: ${parsed.why}` }
  }
  let text: string
  try {
    const path = join(dataFolder, SIGNER_FILE)
    if (mayBeOfOthers(statSync(path)))
      return {
        ok: false,
        why: `${SIGNER_FILE} in the data folder names a program to run and may be written by others than you; it has to be yours, of mode 0600`,
      }
    text = readFileSync(path, 'utf8')
  } catch {
    return publicFile === undefined
      ? { ok: true, settings: undefined }
      : { ok: false, why: '--signer-public says what a signer signs with, and no --signer is given' }
  }
  return fromFile(text, publicFile, dataFolder)
}

/** Before the data folder was closed to others, they may have put it there. Modes mean nothing on Windows. */
const mayBeOfOthers = ({ uid, mode }: Stats): boolean =>
  process.platform !== 'win32' && (uid !== process.getuid?.() || (mode & 0o022) !== 0)

function fromFile(text: string, publicFile: string | undefined, dataFolder: string): Read {
  const wrong: Read = {
    ok: false,
    why: `${SIGNER_FILE} in the data folder is not {"command": ["PROGRAM", "ARGUMENT"], "public": "FILE"}`,
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return wrong
  }
  const read = content.safeParse(value)
  const [program, ...args] = read.data?.command ?? []
  if (program === undefined || program === '') return wrong
  const beside = read.data?.public
  return {
    ok: true,
    settings: {
      command: [program, ...args],
      publicFile: publicFile ?? (beside === undefined ? undefined : resolve(dataFolder, beside)),
    },
  }
}
