import { splitShellWords } from '../../shared/evidence/split-shell-words.ts'
import type { SignerCommand } from './run-signer.ts'

export type SignerParse =
  { readonly ok: true; readonly command: SignerCommand } | { readonly ok: false; readonly why: string }

/**
 * The argument list of `--signer`: a JSON array of texts, or words with a shell's quotes. Nothing is expanded and no
 * shell runs, so `$NAME`, `~`, `|` and `>` mean themselves or are refused.
 */
export function parseSignerCommand(text: string): SignerParse {
  const given = text.trim()
  if (given.startsWith('[')) return fromJson(given)
  const split = splitShellWords(given)
  if (!split.ok) return { ok: false, why: `${split.why} (index ${split.index})` }
  const rest = unquotedOperator(given)
  if (rest !== undefined)
    return {
      ok: false,
      why: `no shell reads the command, so ${rest} would mean nothing; put it into a script`,
    }
  return listOf(split.words)
}

function fromJson(text: string): SignerParse {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, why: 'it starts like a JSON array and is not JSON' }
  }
  const isList = Array.isArray(value) && value.every((each) => typeof each === 'string')
  return isList
    ? listOf(value as string[])
    : { ok: false, why: 'the JSON array holds something that is no text' }
}

function listOf(words: readonly string[]): SignerParse {
  const [program, ...args] = words
  return program === undefined || program === ''
    ? { ok: false, why: 'it names no program' }
    : { ok: true, command: [program, ...args] }
}

/** A pipe, redirection or the like outside of quotes. */
function unquotedOperator(text: string): string | undefined {
  const bare = text.replace(/\\.|'[^']*'|"(?:\\.|[^"\\])*"/gs, '')
  return /[|;&<>`]|\$\(/.exec(bare)?.[0]
}
