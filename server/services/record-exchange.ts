import { createHash, randomUUID } from 'node:crypto'
import type { Attempt, Flow, HistoryEntry } from '../../shared/attempt/attempt.ts'
import type { Environment } from '../../shared/contract/environments.ts'
import type { MadeBy, ShownAttempt } from '../../shared/contract/token-requests.ts'
import { readOutcome } from '../../shared/diagnosis/read-outcome.ts'
import { measureOffset } from '../../shared/facts/clock-facts.ts'
import type { Evidence } from '../../shared/facts/facts.ts'
import { gatherFacts } from '../../shared/facts/gather-facts.ts'
import { headerReader, paramReader, parseForm, rawQuery } from '../../shared/facts/http-facts.ts'
import { decodePart, readPart } from '../../shared/facts/json-part.ts'
import { recordedFactsOf } from '../../shared/facts/recorded-facts.ts'
import type { Profile } from '../../shared/profiles/profile.ts'
import { profileById } from '../../shared/profiles/registry.ts'
import { hideSecretsIn, secretsOf as secretTextsOf } from '../../shared/redaction/hide-secrets.ts'
import { maskAnswerBody, maskFormBody, maskHeaders, maskRequestHeaders } from '../../shared/redaction/mask.ts'
import { dpopJtiOf } from '../../shared/token-request/dpop.ts'
import type { UpstreamAnswer } from '../upstream/upstream.ts'
import type { AttemptStore, RecordedAttempt } from './attempts.ts'
import { codeMark } from './code-mark.ts'
import type { DocumentStore } from './fetch-document.ts'

/** One token request that went out and what came back, whoever made it. Raw; it stays on the server. */
export interface FinishedExchange {
  readonly madeBy: MadeBy
  /** Which change an experiment made, or what else there is to say about it; no secret. */
  readonly note?: string
  readonly environment: Environment
  readonly flow: Flow
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: readonly (readonly [string, string])[]
    readonly body: string
  }
  readonly answer: UpstreamAnswer
  /** The client assertion as sent; undefined when the request had none. */
  readonly assertion?: string
  /** The public half of the key that signed, where this program signed. */
  readonly key?: {
    readonly thumbprint?: string | undefined
    readonly publicJwk?: Evidence['publicJwk'] | undefined
  }
  readonly launch?: Attempt['launch']
  readonly authorizationRequest?: Attempt['authorizationRequest']
  readonly callback?: Attempt['callback']
}

export interface RecordDependencies {
  readonly attempts: AttemptStore
  readonly documents: DocumentStore
  /** The profile that an environment names, the user's own included. */
  readonly profileOf: (id: string) => Profile | undefined
  /** Origin of the practice server, once it listens. */
  readonly practiceOrigin: () => string | undefined
  /** What the practice server knew of the assertion with this jti and did not say. */
  readonly practiceReason: (jti: string | undefined) => string | undefined
}

export type RecordExchange = (exchange: FinishedExchange) => Promise<RecordedAttempt>

/**
 * Makes an attempt of a finished exchange and puts it into the memory of this run: raw for the diagnosis, masked for
 * the page. The one way by which an attempt comes into being.
 */
export const makeRecordExchange =
  (deps: RecordDependencies): RecordExchange =>
  async (exchange) => {
    const texts = textsOf(exchange.assertion)
    const attempt = await rawAttempt(deps, exchange)
    const shown = shownOf(deps, exchange, attempt, texts)
    const recorded: RecordedAttempt = {
      shown,
      attempt,
      history: historyOf(shown, attempt, texts),
      secrets: secretsOf(exchange.answer, shown.revealable),
    }
    deps.attempts.add(recorded)
    return recorded
  }

interface Texts {
  readonly headerText: string
  readonly payloadText: string
}

/** The texts inside the assertion as sent; empty where a part does not decode. */
function textsOf(assertion: string | undefined): Texts {
  const [header, payload] = assertion?.split('.') ?? []
  const text = (part: string | undefined) => (part === undefined ? '' : (decodePart(part).text ?? ''))
  return { headerText: text(header), payloadText: text(payload) }
}

const pairs = (list: readonly (readonly [string, string])[]): [string, string][] =>
  list.map(([name, value]) => [name, value])

/** More than any token answer is, in characters. */
const MAX_RECORDED_BODY = 65_536

/**
 * The body as the attempt keeps it. Of a longer one that is no page of text nothing is kept: half a JSON document would
 * be judged as a damaged one, and *absent* means not known.
 */
function recordedBody(text: string | undefined): { body?: string } {
  if (text === undefined) return {}
  if (text.length <= MAX_RECORDED_BODY) return { body: text }
  return /^\s*[[{]/.test(text) ? {} : { body: text.slice(0, MAX_RECORDED_BODY) }
}

/** Everything that explains this exchange, as it was when it was sent. */
async function rawAttempt(deps: RecordDependencies, exchange: FinishedExchange): Promise<Attempt> {
  const { environment, request, answer, key } = exchange
  const profile = deps.profileOf(environment.profile)
  const attempt: Attempt = {
    format: 'attempt/1',
    id: randomUUID(),
    // Elsewhere nobody has the user's own file, so the attempt names the profile that it is based on.
    profile: profile?.id ?? environment.profile,
    flow: exchange.flow,
    sentAt: answer.sentAt,
    environment: environment.settings,
    documents: deps.documents.list(environment.id),
    history: historyFor(deps.attempts.history(environment.id), exchange),
    tokenRequest: {
      method: request.method,
      url: request.url,
      headers: pairs(request.headers),
      body: request.body,
    },
    tokenResponse: {
      headers: pairs(answer.headers),
      receivedAt: answer.receivedAt,
      ...(answer.status === undefined ? {} : { status: answer.status }),
      ...recordedBody(answer.bodyText),
      ...(answer.failure === undefined ? {} : { failure: answer.failure }),
      ...(answer.detail === undefined ? {} : { detail: answer.detail }),
    },
    ...(exchange.assertion === undefined ? {} : { assertion: exchange.assertion }),
    ...(exchange.launch === undefined ? {} : { launch: exchange.launch }),
    ...(exchange.authorizationRequest === undefined
      ? {}
      : { authorizationRequest: exchange.authorizationRequest }),
    ...(exchange.callback === undefined ? {} : { callback: exchange.callback }),
    ...(key?.thumbprint === undefined ? {} : { facts: { keyThumbprint: key.thumbprint } }),
  }
  return { ...attempt, facts: await factsOf(attempt, profile, key?.publicJwk) }
}

/** The rules are loaded with the first exchange, not with the program: its start is measured. */
async function factsOf(
  attempt: Attempt,
  chosen: Profile | undefined,
  publicJwk: Evidence['publicJwk'],
): Promise<Attempt['facts']> {
  const { format: _, profile: __, ...members } = attempt
  const profile = chosen ?? profileById('rfc7523')
  if (profile === undefined) return attempt.facts
  const [{ RULES }, { runLint }] = await Promise.all([
    import('../../shared/lint/registry.ts'),
    import('../../shared/lint/run-lint.ts'),
  ])
  const facts = await gatherFacts({ ...members, profile, ...(publicJwk === undefined ? {} : { publicJwk }) })
  return recordedFactsOf(facts, runLint(facts, RULES).findings)
}

function shownOf(
  deps: RecordDependencies,
  exchange: FinishedExchange,
  attempt: Attempt,
  texts: Texts,
): ShownAttempt {
  const { environment, request, answer } = exchange
  const status = answer.status
  const body =
    answer.bodyText === undefined || status === undefined
      ? undefined
      : maskAnswerBody(answer.bodyText, status)
  const header = headerReader(answer.headers)
  const clock = measureOffset(header('date'), header('age'), answer.sentAt, answer.receivedAt)
  const isPractice = URL.canParse(request.url) && new URL(request.url).origin === deps.practiceOrigin()
  const { jti } = readPart(texts.payloadText).members
  const reason =
    isPractice && status !== 200 ? deps.practiceReason(typeof jti === 'string' ? jti : undefined) : undefined
  const asked = rawQuery(exchange.authorizationRequest?.url ?? '').text
  // A careless server, or a proxy, repeats in its answer what was sent to it.
  const secretTexts = secretTextsOf(attempt)
  const scope = formValue(request.body, 'scope') ?? formValue(asked, 'scope')
  return {
    id: attempt.id,
    sequence: deps.attempts.nextSequence(),
    madeBy: exchange.madeBy,
    ...(exchange.note === undefined ? {} : { note: exchange.note }),
    environmentId: environment.id,
    profile: environment.profile,
    flow: exchange.flow,
    sentAt: answer.sentAt,
    durationMs: answer.durationMs,
    environment: environment.settings,
    keyThumbprint: attempt.facts?.keyThumbprint ?? '',
    ...texts,
    request: {
      method: request.method,
      url: request.url,
      headers: maskRequestHeaders(request.headers),
      body: maskFormBody(request.body),
    },
    response: hideSecretsIn(
      {
        headers: maskHeaders(answer.headers),
        ...(status === undefined ? {} : { status, statusText: answer.statusText ?? '' }),
        ...(body?.text === undefined ? {} : { body: body.text }),
        ...(answer.bodyBytes === undefined
          ? {}
          : {
              bodyBytes: answer.bodyBytes.length,
              bodySha256: createHash('sha256').update(answer.bodyBytes).digest('hex'),
            }),
        ...(answer.failure === undefined ? {} : { failure: answer.failure }),
        ...(answer.detail === undefined ? {} : { detail: answer.detail }),
        receivedAt: answer.receivedAt,
      },
      secretTexts,
    ),
    outcome: hideSecretsIn(readOutcome(answer), secretTexts),
    ...(scope === undefined ? {} : { askedScope: scope }),
    ...(clock === undefined ? {} : { clock }),
    revealable: [...(body?.revealable ?? [])],
    ...(reason === undefined ? {} : { practiceReason: reason }),
  }
}

const formValue = (text: string, name: string): string | undefined => paramReader(parseForm(text))(name)
const codeOf = (body: string): string | undefined => formValue(body, 'code')

/**
 * The history has marks in place of codes; the code that is sent here is known, so that its reuse can be named. An
 * earlier exchange of the same login has its state, nonce and launch by right.
 */
const historyFor = (
  history: readonly HistoryEntry[],
  { request, authorizationRequest }: FinishedExchange,
): HistoryEntry[] => {
  const code = codeOf(request.body)
  const mark = code === undefined ? undefined : codeMark(code)
  const state = formValue(rawQuery(authorizationRequest?.url ?? '').text, 'state')
  return history.map((entry) => ({
    ...entry,
    ...(mark !== undefined && entry.code === mark ? { code } : {}),
    ...(state !== undefined && entry.state === state
      ? { state: undefined, nonce: undefined, launch: undefined }
      : {}),
  }))
}

/** What a later login must not use again. */
function loginHistory({ authorizationRequest, tokenRequest, callback }: Attempt): Partial<HistoryEntry> {
  const code = codeOf(tokenRequest?.body ?? '') ?? formValue(rawQuery(callback?.url ?? '').text, 'code')
  const asked = paramReader(parseForm(rawQuery(authorizationRequest?.url ?? '').text))
  return {
    code: code === undefined ? undefined : codeMark(code),
    launch: asked('launch'),
    state: asked('state'),
    nonce: asked('nonce'),
  }
}

function historyOf(shown: ShownAttempt, attempt: Attempt, texts: Texts): HistoryEntry {
  const header = readPart(texts.headerText).members
  const claims = readPart(texts.payloadText).members
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
  const { aud } = claims
  return {
    sentAt: shown.sentAt,
    profile: shown.profile,
    iss: text(claims['iss']),
    jti: text(claims['jti']),
    exp: typeof claims['exp'] === 'number' ? claims['exp'] : undefined,
    kid: text(header['kid']),
    aud: Array.isArray(aud) ? aud.filter((each) => typeof each === 'string') : text(aud),
    alg: text(header['alg']),
    keyThumbprint: attempt.facts?.keyThumbprint,
    assertionSha256: attempt.facts?.assertionSha256,
    dpopJti: dpopJtiOf(attempt),
    ...loginHistory(attempt),
    status: shown.response.status,
    error: shown.outcome.kind === 'oauth-error' ? shown.outcome.error : undefined,
  }
}

function secretsOf(answer: UpstreamAnswer, names: readonly string[]): ReadonlyMap<string, string> {
  const members = readPart(answer.bodyText ?? '').members
  return new Map(
    names.flatMap((name) => {
      const value = members[name]
      return typeof value === 'string' ? [[name, value] as const] : []
    }),
  )
}
