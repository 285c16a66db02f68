import { randomUUID } from 'node:crypto'
import { renewClaims } from '../../shared/assertion/renew-claims.ts'
import type { Draft, Environment } from '../../shared/contract/environments.ts'
import { defaultDraft } from '../../shared/environment/default-draft.ts'
import { WorkbenchError, type Confirmation } from '../../shared/errors.ts'
import { hideSecrets, secretsOf } from '../../shared/redaction/hide-secrets.ts'
import { dpopAlgFor, wantsDpop } from '../../shared/token-request/dpop.ts'
import { REPORTERS } from '../diagnose/reporters.ts'
import type { Program } from '../program.ts'
import { makeJudge } from '../services/diagnose-attempt.ts'
import { makeFetchDocument } from '../services/fetch-document.ts'
import { makeJwksVisits } from '../services/jwks-visits.ts'
import { printable, printingTo } from './printable.ts'

export interface TryOptions {
  /** Id or name. */
  readonly environment: string
  /** Says yes to everything that sending asks, but to production. */
  readonly yes: boolean
  /** Host of the production server that this may send to. */
  readonly production?: string | undefined
  readonly format: string
}

export interface TryIo {
  readonly stdout: { write(text: string): unknown }
  readonly stderr: { write(text: string): unknown }
  /** Puts a question to whoever sits at the terminal; absent where nobody does. */
  readonly ask?: ((question: string) => Promise<boolean>) | undefined
}

/** Exit codes: a token, none, not sent because a yes is missing, not sent for another reason, wrong usage. */
export const TRY_EXIT = { token: 0, noToken: 1, needsYes: 3, notSent: 4, usage: 64 } as const

const PRACTICE_WAIT_MS = 20_000

/** Signs, sends once and prints the verdict: for a terminal on another machine. @returns the exit code */
export async function tryEnvironment(program: Program, options: TryOptions, streams: TryIo): Promise<number> {
  const { ask } = streams
  const io: TryIo = {
    // The reporters see to standard output.
    stdout: streams.stdout,
    stderr: printingTo(streams.stderr),
    ask: ask && ((question) => ask(printable(question))),
  }
  const reporter = Object.hasOwn(REPORTERS, options.format) ? REPORTERS[options.format] : undefined
  if (reporter === undefined) {
    io.stderr.write(`The format is one of ${Object.keys(REPORTERS).join(', ')}.\n`)
    return TRY_EXIT.usage
  }
  const named = (each: Environment) => each.id === options.environment || each.name === options.environment
  if (program.environments.list().some((each) => named(each) && each.origin === 'practice')) {
    if (program.practice.current() === undefined) await program.practice.start()
    await program.practice.settled(PRACTICE_WAIT_MS)
  }
  const environment = program.environments.list().find(named)
  if (environment === undefined) {
    const known = program.environments.list().map(({ id, name }) => `  ${id}  ${name}`)
    io.stderr.write(`No environment is called ${options.environment}. There are:\n${known.join('\n')}\n`)
    return TRY_EXIT.usage
  }
  try {
    return await sendOnce(program, environment, options, io)
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error
    io.stderr.write(`Not sent. ${error.detail}\n`)
    return TRY_EXIT.notSent
  }
}

async function sendOnce(
  program: Program,
  environment: Environment,
  options: TryOptions,
  io: TryIo,
): Promise<number> {
  const { stdout, stderr } = io
  const { keyId } = environment
  if (keyId === undefined)
    throw new WorkbenchError('key-not-found', 'No key is chosen in this environment yet.')
  const draft = await draftOf(program, environment, keyId)
  const request = {
    environmentId: environment.id,
    keyId,
    headerText: draft.headerText,
    payloadText: draft.payloadText,
    flow: 'client_credentials' as const,
    parameters: draft.parameters,
    ...(wantsDpop(draft, program.profiles.resolve(environment.profile)) && {
      dpop: dpopAlgFor(program.documents.list(environment.id)),
    }),
    confirm: [] as string[],
  }
  const missing = await program.missingConfirmations(request)
  const refused = await refusedOf(missing, options, io)
  if (refused.length > 0) {
    for (const confirmation of refused) stderr.write(`${confirmation.message} ${howToSayYes(confirmation)}\n`)
    stderr.write('Nothing was sent.\n')
    return TRY_EXIT.needsYes
  }
  const recorded = await program.sendOnce({
    ...request,
    confirm: missing.map(({ id }) => id),
    madeBy: 'person',
  })
  await program.history.saved(recorded.shown.id)
  const judge = makeJudge({
    ...program,
    practiceSyncedAt: () => program.practice.current()?.syncedAt(),
    jwksVisits: makeJwksVisits(program),
  })
  const { verdict } = await judge(recorded.shown.id)
  const secrets = secretsOf(recorded.attempt)
  const { response, outcome } = recorded.shown
  stderr.write(
    `POST ${recorded.shown.request.url}: ${response.status ?? response.failure ?? 'no answer'}${outcome.kind === 'oauth-error' ? ` ${outcome.error}` : ''}\n`,
  )
  const report = {
    id: environment.name,
    file: environment.id,
    verdict: {
      ...verdict,
      causes: verdict.causes.map((cause) => ({ ...cause, evidence: hideSecrets(cause.evidence, secrets) })),
    },
    warnings: [],
  }
  const reporter = REPORTERS[options.format]
  stdout.write(`${reporter?.line(report) ?? ''}${reporter?.end([report]) ?? ''}`)
  return outcome.kind === 'token' ? TRY_EXIT.token : TRY_EXIT.noToken
}

/** What was not said yes to: by option, else at the terminal, each by itself. */
async function refusedOf(
  missing: readonly Confirmation[],
  { yes, production }: TryOptions,
  { ask }: TryIo,
): Promise<Confirmation[]> {
  const refused: Confirmation[] = []
  for (const confirmation of missing) {
    const isSaid = confirmation.kind === 'production-send' ? confirmation.values['host'] === production : yes
    if (!isSaid && !(await ask?.(confirmation.message))) refused.push(confirmation)
  }
  return refused
}

/** The host has to be typed: no script that says yes to everything reaches production by accident. */
const howToSayYes = ({ kind, values }: Confirmation): string =>
  kind === 'production-send' ? `(--production ${values['host']})` : '(--yes)'

/** What was typed in this environment, renewed; else a first text that follows key and JWK Set. */
async function draftOf(program: Program, environment: Environment, keyId: string): Promise<Draft> {
  const jwksUrl = environment.settings.registration?.jwksUrl
  const jwksBody = jwksUrl === undefined ? undefined : await bodyOf(program, environment.id, jwksUrl)
  const now = Date.now() / 1_000
  const saved = program.environments.drafts()[environment.id]
  if (saved !== undefined && saved.flow === 'client_credentials')
    return saved.renewOnSend
      ? {
          ...saved,
          payloadText: renewClaims(saved.payloadText, { jti: randomUUID(), now, lifetimeS: saved.lifetimeS }),
        }
      : saved
  const { summary } = await program.keys.find(keyId)
  const profile = program.profiles.resolve(environment.profile)
  if (profile === undefined)
    throw new WorkbenchError('request-invalid', 'The profile of this environment is not known.')
  return defaultDraft({ environment, profile, key: summary, jwksBody, jti: randomUUID(), now })
}

/** The published keys, as this machine sees them: the verdict compares with them. */
async function bodyOf(program: Program, environmentId: string, url: string): Promise<string | undefined> {
  try {
    const { document } = await makeFetchDocument(program)({ environmentId, kind: 'jwks', url, confirm: [] })
    return document.body
  } catch (error) {
    if (error instanceof WorkbenchError) return undefined
    throw error
  }
}
