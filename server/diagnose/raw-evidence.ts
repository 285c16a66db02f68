import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { text as textOfStream } from 'node:stream/consumers'
import { z } from 'zod'
import { attempt, attemptEnvironment } from '../../shared/attempt/attempt.ts'
import { evidenceOfExchange } from '../../shared/evidence/evidence-of-exchange.ts'
import type { RawResponse } from '../../shared/evidence/raw-request.ts'
import { readRawRequest } from '../../shared/evidence/read-raw-request.ts'
import { readRawResponse } from '../../shared/evidence/read-raw-response.ts'
import { splitPastes } from '../../shared/evidence/split-pastes.ts'
import type { Evidence } from '../../shared/facts/facts.ts'
import { profileOfUrl } from '../../shared/profiles/profile-of-url.ts'
import { profileById } from '../../shared/profiles/registry.ts'

export interface RawOptions {
  readonly request?: string
  readonly response?: string
  readonly profile?: string
  readonly env?: string
}

export type RawEvidence =
  | {
      readonly ok: true
      readonly id: string
      readonly file: string
      readonly evidence: Evidence
      readonly notes: readonly string[]
    }
  | { readonly ok: false; readonly file: string; readonly code: string; readonly message: string }

/** What a person knows besides the exchange: an `environment` object, or an attempt's members around it. */
const known = z.union([
  attempt
    .omit({ format: true, id: true, profile: true, keyFile: true, keyVariable: true })
    .extend({ environment: attemptEnvironment }),
  attemptEnvironment.transform((environment) => ({ environment })),
])

export const STANDARD_INPUT = '-'
/** More than a token request and its answer ever are. Characters. */
const MAX_CHARACTERS = 4_194_304
/** Kind of server where neither the options nor the address say one. */
const PLAIN = 'smart-generic'

/**
 * Evidence from `--request`, `--response`, `--env` and `--profile`; never throws for what the files hold. A request that
 * is followed by its answer, as a terminal shows them, gives both.
 */
export async function readRawEvidence(
  options: RawOptions,
  stdin: NodeJS.ReadableStream,
): Promise<RawEvidence> {
  const named = options.request ?? options.response ?? ''
  const file = named === STANDARD_INPUT ? 'standard input' : basename(named)
  const refused = (code: string, message: string): RawEvidence => ({ ok: false, file, code, message })
  const isPiped = options.request === STANDARD_INPUT && options.response === STANDARD_INPUT
  if (options.env === STANDARD_INPUT && named === STANDARD_INPUT)
    return refused('usage', 'The environment cannot come from standard input together with the exchange.')
  const read = (path: string | undefined) => (path === undefined ? undefined : readText(path, stdin))
  const [wholeText, separateText, envText] = [
    await read(options.request),
    isPiped ? undefined : await read(options.response),
    await read(options.env),
  ]
  for (const [path, text] of [
    [options.request, wholeText],
    [isPiped ? undefined : options.response, separateText],
    [options.env, envText],
  ])
    if (path !== undefined && text === undefined)
      return refused('not-readable', `${basename(path)} cannot be read.`)
  const { requestText, answerText } = splitExchange(wholeText)
  const responseText = separateText ?? answerText
  if (isPiped && responseText === undefined)
    return refused('response-unreadable', 'No answer as curl -i prints it follows the request.')

  const request = requestText === undefined ? undefined : readRawRequest(requestText)
  if (request?.ok === false) return refused(request.code, request.message)
  const environment = envText === undefined ? undefined : readKnown(envText)
  if (environment === null)
    return refused(
      'env-invalid',
      `${basename(options.env ?? '')} is no environment object of an attempt file.`,
    )
  const response: RawResponse | undefined =
    responseText === undefined ? request?.response : readRawResponse(responseText)
  const url = request?.request.url ?? environment?.environment?.tokenEndpoint
  const id = options.profile ?? (url === undefined ? undefined : profileOfUrl(url)) ?? PLAIN
  const profile = profileById(id)
  if (profile === undefined) return refused('profile-unknown', `No profile is called ${id.slice(0, 60)}.`)
  return {
    ok: true,
    id: file,
    file,
    evidence: evidenceOfExchange({
      profile,
      ...(request === undefined ? {} : { request: request.request }),
      ...(response === undefined ? {} : { response }),
      ...(request?.sentAt === undefined ? {} : { sentAt: request.sentAt }),
      ...(environment === undefined ? {} : { known: environment }),
    }),
    notes: [
      ...(request?.notes ?? []),
      ...(options.profile === undefined ? [`The profile ${profile.id} is assumed.`] : []),
    ],
  }
}

/** A command or message and the answer below it; a text without both is the request alone. */
function splitExchange(text: string | undefined): { requestText?: string; answerText?: string } {
  if (text === undefined) return {}
  const pastes = splitPastes(text)
  const at = pastes.findIndex(({ kind }) => kind === 'curl' || kind === 'http-request' || kind === 'form')
  const answer = at < 0 ? undefined : pastes.slice(at + 1).find(({ kind }) => kind === 'http-answer')
  return answer === undefined
    ? { requestText: text }
    : { requestText: pastes[at]?.text ?? text, answerText: answer.text }
}

async function readText(path: string, stdin: NodeJS.ReadableStream): Promise<string | undefined> {
  const text =
    path === STANDARD_INPUT ? await textOfStream(stdin) : await readFile(path, 'utf8').catch(() => undefined)
  return text === undefined || text.length > MAX_CHARACTERS ? undefined : text
}

/** Null when the text is not one. */
function readKnown(text: string): z.infer<typeof known> | null {
  try {
    const read = known.safeParse(JSON.parse(text))
    return read.success ? read.data : null
  } catch {
    return null
  }
}
