import { randomUUID } from 'node:crypto'
import { renewClaims } from '../../shared/assertion/renew-claims.ts'
import type { RequestOf, ResponseOf } from '../../shared/contract/operation.ts'
import type { fetchDocument } from '../../shared/contract/token-requests.ts'
import type { startWatch, Watch } from '../../shared/contract/watches.ts'
import { lifetimeOf } from '../../shared/diagnosis/experiments/build-variant.ts'
import { compareAnswers } from '../../shared/diagnosis/experiments/compare-answers.ts'
import { spanWords } from '../../shared/diagnosis/sync-clock.ts'
import { requireConfirmed, WorkbenchError } from '../../shared/errors.ts'
import { readPart } from '../../shared/facts/json-part.ts'
import { dpopAlgOf } from '../../shared/token-request/dpop.ts'
import type { AttemptStore, RecordedAttempt } from './attempts.ts'
import type { Clock, EnvironmentStore } from './ports.ts'
import type { MissingConfirmations, SendOnceService } from './send-token-request.ts'
import type { TrialStore } from './trials.ts'

type StartRequest = RequestOf<typeof startWatch>

export interface WatchDependencies {
  readonly clock: Clock
  readonly environments: EnvironmentStore
  readonly attempts: AttemptStore
  readonly trials: TrialStore
  readonly sendOnce: SendOnceService
  readonly missingConfirmations: MissingConfirmations
  readonly fetchDocument: (
    input: RequestOf<typeof fetchDocument>,
  ) => Promise<ResponseOf<typeof fetchDocument>>
  /** For tests; the global timers otherwise. */
  readonly schedule?: (run: () => void, delayMs: number) => () => void
}

export interface Watches {
  /** @throws WorkbenchError confirmation-required, experiment-refused, and what sending throws */
  start(input: StartRequest): Promise<Watch>
  list(): Watch[]
  end(id: string): void
  stop(): void
}

/** Somebody else's key set is not looked at more often than this, seconds. */
const LEAST_LOOK_S = 5
/** After this a watch gives up, seconds. */
const LONGEST_S = 3 * 86_400
const LIFETIME_S = 240

const later = (run: () => void, delayMs: number): (() => void) => {
  const timer = setTimeout(run, delayMs)
  timer.unref()
  return () => clearTimeout(timer)
}

interface Running {
  shown: Watch
  readonly input: StartRequest
  cancel: () => void
}

/** Watches live here and not in a tab: a reload loses none. Each sends at most once. */
export function makeWatches(deps: WatchDependencies): Watches {
  const running = new Map<string, Running>()
  const schedule = deps.schedule ?? later
  const change = (id: string, next: Partial<Watch>): void => {
    const known = running.get(id)
    if (known) known.shown = { ...known.shown, ...next }
  }
  const waitFor = (each: Running, seconds: number, act: () => Promise<void>): void => {
    change(each.shown.id, { dueAt: deps.clock.now() + seconds })
    each.cancel = schedule(() => {
      act().catch((error: unknown) => change(each.shown.id, { state: 'failed', said: sentenceOf(error) }))
    }, seconds * 1_000)
  }

  const send = async (each: Running): Promise<void> => {
    const { id } = each.shown
    change(id, { state: 'sending', said: 'The request is on its way.' })
    const { input } = each
    const recorded = await deps.sendOnce({
      environmentId: input.environmentId,
      keyId: input.keyId,
      headerText: input.headerText,
      payloadText: renewClaims(input.payloadText, {
        jti: randomUUID(),
        now: deps.clock.now(),
        lifetimeS: lifetimeOf(input.payloadText) ?? LIFETIME_S,
      }),
      flow: 'client_credentials',
      parameters: input.parameters,
      dpop: dpopOf(deps, input.attemptId),
      confirm: input.confirm,
      madeBy: 'watch',
      note: input.mode === 'delay' ? 'repeated after the delay' : `sent when ${each.shown.kid} was published`,
    })
    noteTrial(deps, input, recorded)
    const { outcome, id: attemptId } = recorded.shown
    change(id, {
      attemptId,
      dueAt: recorded.shown.sentAt,
      ...(outcome.kind === 'token'
        ? { state: 'succeeded', said: 'It works now: the server issued a token.' }
        : { state: 'refused', said: 'It was sent, and the server still refuses.' }),
    })
  }

  const look = async (each: Running): Promise<void> => {
    const { id, kid = '', looks, startedAt } = each.shown
    const { input } = each
    const url = deps.environments.get(input.environmentId).settings.registration?.jwksUrl ?? ''
    const { document } = await deps.fetchDocument({
      environmentId: input.environmentId,
      kind: 'jwks',
      url,
      confirm: input.confirm,
    })
    if (!running.has(id)) return
    change(id, { looks: looks + 1 })
    if (publishes(document.body, kid)) return send(each)
    if (deps.clock.now() - startedAt > LONGEST_S)
      return change(id, { state: 'failed', said: `${kid} did not appear in three days.` })
    change(id, {
      said: `Looked ${looks + 1} ${looks === 0 ? 'time' : 'times'}; the JWK Set does not have ${kid} yet.`,
    })
    waitFor(each, Math.max(LEAST_LOOK_S, input.everyS), () => look(each))
  }

  const list = (): Watch[] => [...running.values()].map(({ shown }) => shown).reverse()
  return {
    list,
    async start(input) {
      const environment = deps.environments.get(input.environmentId)
      const { settings, allowsAutomatic } = environment
      if (settings.label === 'production' && allowsAutomatic !== true)
        throw new WorkbenchError(
          'experiment-refused',
          'The watch is off in production until it is switched on for this environment.',
        )
      const kid = readPart(input.headerText).members['kid']
      if (input.mode === 'kid' && (typeof kid !== 'string' || !settings.registration?.jwksUrl))
        throw new WorkbenchError(
          'experiment-refused',
          'Watching for a key needs a kid in the header and the JWK Set URL of this environment.',
        )
      // Every yes is given before the wait: nobody may be there when it ends.
      const missing = await deps.missingConfirmations({ ...input, flow: 'client_credentials' })
      requireConfirmed(missing)
      for (const [id, other] of running)
        if (other.shown.environmentId === input.environmentId) {
          other.cancel()
          running.delete(id)
        }
      const now = deps.clock.now()
      const each: Running = {
        input,
        cancel: () => undefined,
        shown: {
          id: randomUUID(),
          environmentId: environment.id,
          environmentName: environment.name,
          mode: input.mode,
          state: 'waiting',
          startedAt: now,
          dueAt: now,
          looks: 0,
          said:
            input.mode === 'delay'
              ? `Waits ${spanWords(input.everyS)}, then repeats the request once.`
              : `Looks at the JWK Set until it has ${String(kid)}, then sends once.`,
          ...(input.mode === 'kid' ? { kid: String(kid) } : {}),
        },
      }
      running.set(each.shown.id, each)
      if (input.mode === 'delay') waitFor(each, input.everyS, () => send(each))
      else waitFor(each, 0, () => look(each))
      return each.shown
    },
    end(id) {
      running.get(id)?.cancel()
      running.delete(id)
    },
    stop() {
      for (const { cancel } of running.values()) cancel()
      running.clear()
    },
  }
}

/** A repetition after the delay is the experiment X13 of the attempt that it is about. */
function noteTrial(
  { trials, attempts }: WatchDependencies,
  input: StartRequest,
  recorded: RecordedAttempt,
): void {
  const { attemptId, mode } = input
  if (attemptId === undefined || mode !== 'delay') return
  if (trials.list(attemptId).some(({ experiment }) => experiment === 'X13')) return
  trials.add(attemptId, {
    experiment: 'X13',
    change: '',
    reading: compareAnswers(attempts.get(attemptId).shown, recorded.shown),
    sequence: recorded.shown.sequence,
    attemptId: recorded.shown.id,
  })
}

function publishes(body: string | undefined, kid: string): boolean {
  const { keys } = readPart(body ?? '').members
  return (
    Array.isArray(keys) &&
    keys.some((key: unknown) => typeof key === 'object' && key !== null && 'kid' in key && key.kid === kid)
  )
}

const sentenceOf = (error: unknown): string =>
  error instanceof WorkbenchError ? error.detail : 'The workbench could not send it.'

/** The repetition has a proof where the refused request had one. */
const dpopOf = ({ attempts }: Pick<WatchDependencies, 'attempts'>, attemptId: string | undefined) =>
  attemptId === undefined ? undefined : dpopAlgOf(attempts.get(attemptId).attempt)
