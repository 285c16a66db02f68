import type { HistoryEntry } from '../../shared/attempt/attempt.ts'
import { remarksOn } from '../../shared/capture/remarks.ts'
import { assertionTexts, differences, requestFacts } from '../../shared/capture/request-facts.ts'
import {
  CAPTURE_ERRORS,
  type CaptureError,
  type CaptureState,
  type setCaptureAnswer,
  type ShownCapture,
} from '../../shared/contract/capture.ts'
import type { Environment } from '../../shared/contract/environments.ts'
import type { RequestOf } from '../../shared/contract/operation.ts'
import { requireConfirmed, WorkbenchError, type Confirmation } from '../../shared/errors.ts'
import type { CapturedRequest, CaptureListener, CaptureReply } from '../capture/capture-listener.ts'
import { parseTarget } from '../upstream/address-policy.ts'
import type { Upstream } from '../upstream/upstream.ts'
import type { AttemptStore } from './attempts.ts'
import { captureHistory, capturedAttempt, judgeCaptured, type ProfileOf } from './captured-attempt.ts'
import type { DocumentStore } from './fetch-document.ts'
import type { Clock, EnvironmentStore } from './ports.ts'
import type { RecordExchange } from './record-exchange.ts'
import { relayCaptured } from './relay-captured.ts'

export interface CaptureDependencies {
  readonly environments: EnvironmentStore
  readonly documents: DocumentStore
  readonly attempts: AttemptStore
  readonly upstream: Upstream
  readonly record: RecordExchange
  readonly clock: Clock
  readonly profileOf: ProfileOf
}

export interface CaptureService {
  state(): CaptureState
  /** @throws WorkbenchError environment-not-found, url-invalid */
  start(environmentId: string): Promise<CaptureState>
  stop(): Promise<CaptureState>
  /** @throws WorkbenchError capture-off, confirmation-required, url-invalid, target-not-allowed */
  setAnswer(input: RequestOf<typeof setCaptureAnswer>): Promise<CaptureState>
  clear(): CaptureState
  /** `host:port` of the listener, which is never contacted from here. */
  host(): string | undefined
}

interface Caught {
  readonly shown: ShownCapture
  readonly facts: Map<string, string>
  readonly history: HistoryEntry
}

const MAX_CAUGHT = 100

/** Stands in the place of an environment's endpoints and judges what somebody's own program sends. */
export function makeCapture(deps: CaptureDependencies): CaptureService {
  let listener: CaptureListener | undefined
  let environmentId: string | undefined
  let error: CaptureError = 'invalid_client'
  let relays = { left: 0, confirm: [] as readonly string[] }
  let sequence = 0
  let caught: Caught[] = []

  const environment = (): Environment => deps.environments.get(environmentId ?? '')
  const targets = (): CaptureState['targets'] => {
    if (environmentId === undefined) return {}
    const { tokenEndpoint, authorizationEndpoint, registration } = environment().settings
    return {
      ...(tokenEndpoint ? { token: tokenEndpoint } : {}),
      ...(authorizationEndpoint ? { authorize: authorizationEndpoint } : {}),
      ...(registration?.jwksUrl ? { jwks: registration.jwksUrl } : {}),
    }
  }
  const state = (): CaptureState => ({
    listening: listener !== undefined,
    ...(environmentId === undefined ? {} : { environmentId }),
    ...(listener === undefined
      ? {}
      : {
          urls: {
            token: listener.url('token'),
            authorize: listener.url('authorize'),
            jwks: listener.url('jwks'),
          },
        }),
    targets: targets(),
    answer: { error, relaysLeft: relays.left },
    refused: listener?.refused() ?? 0,
    requests: caught.map(({ shown }) => shown),
  })

  const own = (): CaptureReply => ({
    status: CAPTURE_ERRORS[error],
    headers: [['Content-Type', 'application/json']],
    body: JSON.stringify({
      error,
      error_description: 'Answered by the capture listener of Countersign; nothing was sent on.',
    }),
  })

  async function answerTo(request: CapturedRequest, url: string | undefined, signal: AbortSignal) {
    if (relays.left === 0 || url === undefined) return { reply: own(), relayed: undefined }
    // Taken before the sending: a second request that arrives meanwhile has its own yes or none.
    relays = { ...relays, left: relays.left - 1 }
    const relayed = await relayCaptured(deps.upstream, { request, url, confirm: relays.confirm, signal })
    return { reply: relayed.reply, relayed }
  }

  async function onRequest(request: CapturedRequest, signal: AbortSignal): Promise<CaptureReply> {
    const at = deps.clock.now()
    const number = ++sequence
    const here = environment()
    const real = targets()[request.kind]
    const url = (real ?? '') + joinQuery(real, request.query)
    const earlier = caught.filter(({ shown }) => shown.kind === request.kind)
    const attempt = capturedAttempt({
      environment: here,
      request,
      url,
      at,
      documents: deps.documents.list(here.id),
      history: [
        ...deps.attempts.history(here.id),
        ...earlier
          .filter(({ shown }) => shown.attemptId === undefined)
          .map(({ history }) => history)
          .reverse(),
      ],
    })
    const { reply, relayed } = await answerTo(request, real === undefined ? undefined : url, signal)
    const [judged, recorded] = await Promise.all([
      judgeCaptured(attempt, deps.profileOf),
      relayed === undefined || request.kind !== 'token'
        ? undefined
        : deps.record({
            madeBy: 'capture',
            note: 'Sent by your own program and relayed by the capture listener.',
            environment: here,
            flow: attempt.flow ?? 'client_credentials',
            request: {
              method: request.method,
              url,
              headers: attempt.tokenRequest?.headers ?? [],
              body: attempt.tokenRequest?.body ?? '',
            },
            answer: relayed.answer,
            ...(attempt.assertion === undefined ? {} : { assertion: attempt.assertion }),
          }),
    ])
    const masked = judged.attempt.tokenRequest
    const shownRequest = {
      method: request.method,
      url: judged.attempt.authorizationRequest?.url ?? masked?.url ?? real ?? '',
      headers: masked?.headers ?? [],
      body: masked?.body ?? '',
    }
    const history = captureHistory(attempt)
    const facts = requestFacts(shownRequest)
    const shown: ShownCapture = {
      id: attempt.id,
      sequence: number,
      at,
      kind: request.kind,
      ...shownRequest,
      bodyBytes: request.body.length,
      ...assertionTexts(shownRequest.body),
      findings: request.kind === 'jwks' ? [] : judged.findings,
      remarks: remarksOn(
        traceOf(number, history),
        earlier.map((each) => traceOf(each.shown.sequence, each.history)),
        listener?.url(request.kind) ?? '',
        real ?? 'the real address',
      ),
      changed: earlier[0] === undefined ? [] : differences(earlier[0].facts, facts),
      answered: {
        by: relayed === undefined ? 'listener' : 'relay',
        ...(relayed === undefined
          ? { status: reply.status, error }
          : relayed.answer.status === undefined
            ? { detail: `${relayed.answer.failure ?? 'no answer'}: ${relayed.answer.detail ?? ''}` }
            : { status: relayed.answer.status }),
      },
      ...(recorded === undefined ? {} : { attemptId: recorded.shown.id }),
    }
    caught = [{ shown, facts, history }, ...caught].slice(0, MAX_CAUGHT)
    return reply
  }

  const close = async () => {
    const open = listener
    listener = undefined
    relays = { left: 0, confirm: [] }
    await open?.stop()
  }

  return {
    state,
    host: () => listener?.host,
    async start(id) {
      const { settings } = deps.environments.get(id)
      if (!settings.tokenEndpoint && !settings.authorizationEndpoint)
        throw new WorkbenchError(
          'url-invalid',
          'This environment has no endpoint yet that could be stood in for.',
        )
      await close()
      if (environmentId !== id) caught = []
      environmentId = id
      const { startCaptureListener } = await import('../capture/capture-listener.ts')
      listener = await startCaptureListener(onRequest)
      return state()
    },
    async stop() {
      await close()
      return state()
    },
    async setAnswer(input) {
      if (listener === undefined)
        throw new WorkbenchError('capture-off', 'The listener is off; start it first.')
      error = input.error
      relays = { left: 0, confirm: [] }
      if (input.relays === 0) return state()
      const missing = (await needed(deps.upstream, environment(), targets())).filter(
        ({ id }) => !input.confirm.includes(id),
      )
      requireConfirmed(missing)
      relays = { left: input.relays, confirm: input.confirm }
      return state()
    },
    clear() {
      caught = []
      return state()
    },
  }
}

/** The captured query behind the real address, which may have one of its own. */
const joinQuery = (real: string | undefined, query: string): string =>
  query === '' || query === '?' ? '' : real?.includes('?') ? `&${query.slice(1)}` : query

const traceOf = (sequence: number, { sentAt, assertionSha256, jti, aud }: HistoryEntry) => ({
  sequence,
  at: sentAt ?? 0,
  sha256: assertionSha256,
  jti,
  aud: Array.isArray(aud) ? aud : aud === undefined ? [] : [aud],
})

/** A yes that names every origin to which something would be sent on. */
async function needed(
  upstream: Upstream,
  { settings, name }: Environment,
  targets: CaptureState['targets'],
): Promise<Confirmation[]> {
  const urls = [targets.token, targets.jwks].filter((each) => each !== undefined).map(parseTarget)
  const origins = [...new Set(urls.map(({ origin }) => origin))]
  const isProduction = settings.label === 'production'
  const list: Confirmation[] = origins.map((origin) => ({
    id: `capture-relay ${origin}`,
    kind: 'capture-relay',
    message: `What your program sends is passed on to ${origin}${isProduction ? ', which is production' : ''}, with its own assertion, and the answer goes back to it.`,
    values: { origin, environment: name },
  }))
  const targetsNeeded = await Promise.all(urls.map(({ href }) => upstream.needs(href)))
  const byId = new Map(
    [...list, ...targetsNeeded.filter((each) => each !== undefined)].map((each) => [each.id, each]),
  )
  return [...byId.values()]
}
