import { randomUUID } from 'node:crypto'
import type { answerExperiment, runExperiment } from '../../shared/contract/diagnoses.ts'
import type { RequestOf, ResponseOf } from '../../shared/contract/operation.ts'
import { buildVariant, lifetimeOf } from '../../shared/diagnosis/experiments/build-variant.ts'
import { describeChange, experimentById } from '../../shared/diagnosis/experiments/catalogue.ts'
import { compareAnswers } from '../../shared/diagnosis/experiments/compare-answers.ts'
import type { Experiment } from '../../shared/diagnosis/experiments/experiment.ts'
import { visitNear } from '../../shared/diagnosis/jwks-visits.ts'
import { requireConfirmed, WorkbenchError } from '../../shared/errors.ts'
import { parseForm } from '../../shared/facts/http-facts.ts'
import { dpopAlgOf } from '../../shared/token-request/dpop.ts'
import type { Practice } from '../practice/start-practice.ts'
import { makeJudge, type DiagnoseDependencies, type Judged } from './diagnose-attempt.ts'
import type { RecordedAttempt } from './attempts.ts'
import { practiceReading } from './practice-reading.ts'
import type { MissingConfirmations, SendOnceService } from './send-token-request.ts'

export interface ExperimentDependencies extends DiagnoseDependencies {
  readonly sendOnce: SendOnceService
  readonly missingConfirmations: MissingConfirmations
  readonly practice: () => Practice | undefined
}

type Ran = ResponseOf<typeof runExperiment>

/**
 * Runs one experiment: the recorded request with one change, a fresh jti and fresh times, sent once to the same token
 * endpoint. What it may not do, `blockedBecause` and the confirmations of every send say.
 */
export const makeRunExperiment =
  (deps: ExperimentDependencies) =>
  async (input: RequestOf<typeof runExperiment>, signal?: AbortSignal): Promise<Ran> => {
    const judged = await makeJudge(deps)(input.attemptId)
    const experiment = experimentById(input.experiment)
    if (!experiment.changes(judged.setting).includes(input.change))
      throw new WorkbenchError('experiment-refused', 'This change was tried already, or does not apply here.')
    if (experiment.how === 'wait' && judged.setting.waitS !== undefined)
      throw new WorkbenchError(
        'experiment-refused',
        'The delay is not over yet; the watch repeats the request then.',
      )
    if (experiment.how === 'ask')
      return (
        (await watchHostedSet(deps, judged, experiment, input, signal)) ??
        askPractice(deps, judged, experiment, input, signal)
      )
    const recorded = await send(deps, judged, input, signal)
    const reading = compareAnswers(judged.recorded.shown, recorded.shown)
    return noted(deps, experiment, input, reading, recorded)
  }

/** What somebody found out elsewhere. */
export const makeAnswerExperiment =
  (deps: ExperimentDependencies) =>
  async (input: RequestOf<typeof answerExperiment>): Promise<ResponseOf<typeof answerExperiment>> => {
    const judged = await makeJudge(deps)(input.attemptId)
    const experiment = experimentById(input.experiment)
    const [change] = experiment.changes(judged.setting)
    if (experiment.how !== 'ask' || change === undefined || experiment.readings[input.reading] === undefined)
      throw new WorkbenchError('experiment-refused', 'This question is not open here.')
    return noted(deps, experiment, { ...input, change }, input.reading)
  }

interface Which {
  readonly attemptId: string
  readonly change: string
}

function noted(
  { trials }: ExperimentDependencies,
  experiment: Experiment,
  { attemptId, change }: Which,
  reading: string,
  recorded?: RecordedAttempt,
): Ran {
  trials.add(attemptId, {
    experiment: experiment.id,
    change,
    reading,
    ...(recorded === undefined ? {} : { sequence: recorded.shown.sequence, attemptId: recorded.shown.id }),
  })
  const { label = reading, meaning = '' } = experiment.readings[reading] ?? {}
  return { label, meaning, ...(recorded === undefined ? {} : { attempt: recorded.shown }) }
}

async function send(
  deps: ExperimentDependencies,
  { recorded, environment, setting, blocked }: Judged,
  { experiment, change, confirm }: Omit<RequestOf<typeof runExperiment>, 'attemptId'>,
  signal: AbortSignal | undefined,
): Promise<RecordedAttempt> {
  const { shown, attempt } = recorded
  if (blocked !== undefined || environment === undefined)
    throw new WorkbenchError('experiment-refused', blocked ?? 'The environment of this attempt is gone.')
  const key = (await deps.keys.list()).keys.find(({ thumbprint }) => thumbprint === shown.keyThumbprint)
  if (key === undefined) throw new WorkbenchError('key-not-found', 'The key of this attempt is not at hand.')
  const variant = buildVariant(experiment, change, {
    headerText: shown.headerText,
    payloadText: shown.payloadText,
    parameters: parametersOf(attempt.tokenRequest?.body ?? ''),
    now: deps.clock.now(),
    jti: randomUUID(),
    stranger: randomUUID(),
    lifetimeS: lifetimeOf(shown.payloadText),
  })
  const { isResent, parameters, ...texts } = variant
  const dpop = dpopAlgOf(attempt)
  const request = {
    ...texts,
    environmentId: environment.id,
    keyId: key.id,
    flow: 'client_credentials' as const,
    ...(dpop === undefined ? {} : { dpop }),
    parameters: parameters.map(([name, value]): [string, string] => [name, value]),
    confirm,
  }
  // Asked before it is counted, counted before it is sent: two clicks at once do not get past the limit.
  requireConfirmed(await deps.missingConfirmations(request))
  if (deps.trials.sendsLeft(environment.id) === 0)
    throw new WorkbenchError('experiment-refused', 'Five requests in ten minutes are spent here.')
  deps.trials.countSend(environment.id)
  const sent = await deps.sendOnce(
    {
      ...request,
      ...(isResent && { signed: attempt.assertion }),
      madeBy: 'experiment',
      note: describeChange(experiment, change, setting),
    },
    signal,
  )
  // What was stopped half way has no answer to read.
  if (signal?.aborted) throw new WorkbenchError('experiment-refused', 'It was stopped before an answer came.')
  return sent
}

/** What the form carried besides grant and assertion. */
const parametersOf = (body: string): (readonly [string, string])[] =>
  parseForm(body).flatMap(({ name, value }) =>
    name === 'grant_type' || name.startsWith('client_assertion') || value === undefined
      ? []
      : [[name, value] as const],
  )

/** Sends a kid that nobody knows and looks who comes for the set that is served from here; undefined where it is not. */
async function watchHostedSet(
  deps: ExperimentDependencies,
  judged: Judged,
  experiment: Experiment,
  input: RequestOf<typeof runExperiment>,
  signal: AbortSignal | undefined,
): Promise<Ran | undefined> {
  const jwksUrl = judged.facts.environment.registration?.jwksUrl
  if (experiment.id !== 'X12' || deps.jwksVisits(jwksUrl) === undefined) return undefined
  const recorded = await send(deps, judged, { ...input, experiment: 'X2' }, signal)
  const { sentAt, response } = recorded.shown
  const visits = deps.jwksVisits(jwksUrl) ?? []
  const visit = visitNear(visits, { sentAt, receivedAt: response.receivedAt, isUnknownKid: true })
  return noted(deps, experiment, input, visit === undefined ? 'not-fetched' : 'fetched', recorded)
}

/** At the practice server the program can look up by itself what a person would look up elsewhere. */
async function askPractice(
  deps: ExperimentDependencies,
  judged: Judged,
  experiment: Experiment,
  input: RequestOf<typeof runExperiment>,
  signal: AbortSignal | undefined,
): Promise<Ran> {
  const practice = deps.practice()
  const isPractice = judged.environment?.settings.label === 'practice' && practice !== undefined
  if (!isPractice || (experiment.id !== 'X14' && experiment.id !== 'X12'))
    throw new WorkbenchError('experiment-refused', 'Only a person can find this out; say what was found.')
  if (experiment.id === 'X14')
    return noted(
      deps,
      experiment,
      input,
      practiceReading(practice.registration(), judged.facts, deps.clock.now()),
    )
  await practice.forgetKeys()
  const before = practice.jwksFetches()
  const recorded = await send(deps, judged, { ...input, experiment: 'X2' }, signal)
  return noted(deps, experiment, input, practice.jwksFetches() > before ? 'fetched' : 'not-fetched', recorded)
}
