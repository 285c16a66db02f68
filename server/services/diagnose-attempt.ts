import type { Attempt } from '../../shared/attempt/attempt.ts'
import type { Answers, Diagnosis, ShownCause, ShownExperiment } from '../../shared/contract/diagnoses.ts'
import type { Environment } from '../../shared/contract/environments.ts'
import type { RequestOf } from '../../shared/contract/operation.ts'
import type { diagnoseAttempt } from '../../shared/contract/diagnoses.ts'
import type { Cause, Verdict } from '../../shared/diagnosis/diagnose.ts'
import { SEEN, type Setting } from '../../shared/diagnosis/experiments/experiment.ts'
import { visitNear } from '../../shared/diagnosis/jwks-visits.ts'
import { RANKED_CAUSES } from '../../shared/diagnosis/priors.ts'
import { syncClocks } from '../../shared/diagnosis/sync-clock.ts'
import type { Facts } from '../../shared/facts/facts.ts'
import { gatherFacts } from '../../shared/facts/gather-facts.ts'
import { profileById } from '../../shared/profiles/registry.ts'
import { foreignAudience } from '../../shared/token-request/foreign-audience.ts'
import { hideSecretsIn, secretsOf } from '../../shared/redaction/hide-secrets.ts'
import type { AttemptStore, RecordedAttempt } from './attempts.ts'
import type { JwksVisits } from './jwks-visits.ts'
import type { Clock, EnvironmentStore, KeyStore } from './ports.ts'
import type { OwnProfiles } from './profiles.ts'
import type { SeenKeys } from './seen-keys.ts'
import type { RecordedTrial, TrialStore } from './trials.ts'

export interface DiagnoseDependencies {
  readonly attempts: AttemptStore
  readonly environments: EnvironmentStore
  readonly keys: KeyStore
  readonly trials: TrialStore
  readonly seenKeys: SeenKeys
  /** The person's own profiles besides the built-in ones. */
  readonly profiles: Pick<OwnProfiles, 'resolve'>
  readonly clock: Clock
  /** When a change that the practice server plays has arrived there; undefined when it has. */
  readonly practiceSyncedAt: () => number | undefined
  /** Who fetched a JWK Set that is served from here. */
  readonly jwksVisits: JwksVisits
}

/** What the diagnosis of one attempt is made from, for the page and for the next experiment alike. */
export interface Judged {
  readonly recorded: RecordedAttempt
  readonly environment: Environment | undefined
  readonly facts: Facts
  readonly verdict: Verdict
  readonly setting: Setting
  /** What was tried on this attempt, and what was seen around it. */
  readonly trials: readonly RecordedTrial[]
  /** Why no experiment may send; undefined when it may. */
  readonly blocked: string | undefined
}

/** How many ranked causes are named as not knowable. */
const MOST_QUESTIONS = 5

/** Loaded with the first question: rules and tables are most of the program, and its start is measured. */
const engine = async () => {
  const [{ RULES }, { runLint }, { diagnose }, { chooseExperiments }, catalogue, { noSignOf }] =
    await Promise.all([
      import('../../shared/lint/registry.ts'),
      import('../../shared/lint/run-lint.ts'),
      import('../../shared/diagnosis/diagnose.ts'),
      import('../../shared/diagnosis/experiments/choose-experiments.ts'),
      import('../../shared/diagnosis/experiments/catalogue.ts'),
      import('../../shared/diagnosis/no-sign-of.ts'),
    ])
  const { describeChange, experimentById } = catalogue
  return { RULES, runLint, diagnose, chooseExperiments, describeChange, experimentById, noSignOf }
}

/** Judges the raw bytes of an attempt together with what experiments on it have shown. */
export const makeJudge =
  (deps: DiagnoseDependencies) =>
  async (attemptId: string, answers: Answers = {}): Promise<Judged> => {
    const recorded = deps.attempts.get(attemptId)
    const { shown, attempt } = recorded
    const { RULES, runLint, diagnose } = await engine()
    const profile = deps.profiles.resolve(attempt.profile) ?? profileById('rfc7523')
    if (profile === undefined) throw new RangeError('the registry of profiles is empty')
    const key = (await deps.keys.list()).keys.find(({ thumbprint }) => thumbprint === shown.keyThumbprint)
    const { format: _, profile: __, ...members } = withAnswers(attempt, answers)
    const facts = await gatherFacts({
      ...members,
      profile,
      seenKeys: deps.seenKeys.list(attempt.environment?.registration?.jwksUrl ?? ''),
      ...(key?.publicJwk === undefined ? {} : { publicJwk: key.publicJwk }),
    })
    const environment = deps.environments.list().find(({ id }) => id === shown.environmentId)
    const trials = [...seenVisit(deps, recorded), ...deps.trials.list(attemptId)]
    const waitS = waitOf(deps, facts)
    const setting: Setting = {
      facts,
      trials,
      algorithms: key?.algorithms ?? [],
      waitS,
      now: deps.clock.now(),
    }
    const lint = runLint(facts, RULES)
    return {
      recorded,
      environment,
      facts,
      verdict: diagnose(facts, lint, { trials: setting }),
      setting,
      trials,
      blocked: blockedBecause(deps, recorded, environment, key !== undefined),
    }
  }

/** A look at the set that is served from here, around this send: the server knows the client and its URL. */
function seenVisit({ jwksVisits, trials }: DiagnoseDependencies, recorded: RecordedAttempt): RecordedTrial[] {
  const { shown, attempt } = recorded
  if (trials.list(shown.id).some(({ experiment }) => experiment === 'X12')) return []
  const visits = jwksVisits(attempt.environment?.registration?.jwksUrl) ?? []
  const send = { sentAt: shown.sentAt, receivedAt: shown.response.receivedAt, isUnknownKid: false }
  return visitNear(visits, send) === undefined
    ? []
    : [{ experiment: 'X12', change: SEEN, reading: 'fetched' }]
}

const withAnswers = (attempt: Attempt, { lastWorkedAt, changedSince }: Answers): Attempt => ({
  ...attempt,
  environment: {
    ...attempt.environment,
    ...(lastWorkedAt === undefined ? {} : { lastWorkedAt }),
    ...(changedSince === undefined ? {} : { changedSince }),
  },
})

function waitOf({ clock, practiceSyncedAt }: DiagnoseDependencies, facts: Facts): number | undefined {
  const now = clock.now()
  const endsAt =
    facts.environment.label === 'practice'
      ? practiceSyncedAt()
      : syncClocks(facts.environment, facts.profile)[0]?.endsAt
  return endsAt === undefined || endsAt <= now ? undefined : endsAt - now
}

function blockedBecause(
  { trials }: DiagnoseDependencies,
  { shown }: RecordedAttempt,
  environment: Environment | undefined,
  hasKey: boolean,
): string | undefined {
  if (environment === undefined) return 'The environment of this attempt is gone.'
  if (!hasKey) return 'The key of this attempt is not at hand.'
  if (environment.settings.tokenEndpoint !== shown.request.url)
    return 'The token endpoint of this environment has changed since: send once more first.'
  const url = URL.canParse(shown.request.url) ? new URL(shown.request.url) : undefined
  const foreign = url && foreignAudience(shown.payloadText, url)
  if (foreign !== undefined)
    return `aud names another server, ${foreign}; no experiment sends that here. Put it right and send once more.`
  if (shown.flow !== 'client_credentials')
    return `A ${shown.flow} request cannot be repeated: what it carries is good once.`
  if (environment.settings.label === 'production' && environment.allowsAutomatic !== true)
    return 'Experiments are off in production until they are switched on for this environment.'
  const halted = trials.haltedBecause(environment.id)
  if (halted !== undefined) return halted
  return trials.sendsLeft(environment.id) === 0
    ? 'Five requests in ten minutes is the most that experiments send. Look things up meanwhile, or wait.'
    : undefined
}

/** The diagnosis as the page shows it: no secret of the exchange is in any of its sentences. */
export const makeDiagnoseAttempt =
  (deps: DiagnoseDependencies) =>
  async ({ attemptId, answers }: RequestOf<typeof diagnoseAttempt>): Promise<Diagnosis> => {
    const judge = makeJudge(deps)
    const judged = await judge(attemptId, answers)
    const { recorded, facts, verdict, setting, blocked } = judged
    const { noSignOf, diagnose, runLint, RULES, describeChange, experimentById } = await engine()
    const lint = runLint(facts, RULES)
    const before =
      setting.trials.length === 0
        ? undefined
        : diagnose(facts, lint, { trials: { ...setting, trials: setting.trials.slice(0, -1) } })
    const secrets = secretsOf(recorded.attempt)
    const texts = { headerText: recorded.shown.headerText, payloadText: recorded.shown.payloadText }
    const shown: Diagnosis = {
      attemptId,
      outcome: verdict.outcome,
      fate: verdict.fate,
      causes: verdict.causes.map((cause) => shownCause(cause, before, texts)),
      noSignOf: verdict.fate === 'succeeded' ? [] : noSignOf(facts, lint.findings),
      ruledOut: verdict.ruledOut.map(({ id, because }) => ({
        id,
        title: RANKED_CAUSES[id].title,
        because: `Ruled out by ${because}.`,
      })),
      cannotBeKnown: questionsOf(verdict),
      unknowns: verdict.unknowns.slice(0, 40).map(({ ruleId, title, needs }) => ({ ruleId, title, needs })),
      reason: { ...facts.profile.reason, how: [...facts.profile.reason.how] },
      experiments: await experimentsOf(judged, deps),
      trials: judged.trials.map((trial) => {
        const reading = experimentById(trial.experiment).readings[trial.reading]
        return {
          experiment: trial.experiment,
          title: describeChange(trial.experiment, trial.change, setting),
          label: reading?.label ?? trial.reading,
          meaning: reading?.meaning ?? '',
          ...(trial.sequence === undefined ? {} : { sequence: trial.sequence }),
          ...(trial.attemptId === undefined ? {} : { attemptId: trial.attemptId }),
        }
      }),
      sendsLeft: deps.trials.sendsLeft(recorded.shown.environmentId),
      ...(blocked === undefined ? {} : { blocked }),
    }
    return hideSecretsIn(shown, secrets)
  }

function shownCause(
  cause: Cause,
  before: Verdict | undefined,
  texts: Readonly<Record<'headerText' | 'payloadText', string>>,
): ShownCause {
  const { finding, ...rest } = cause
  const shareBefore = before?.causes.find(({ id }) => id === cause.id)?.share
  const edit = finding?.edit
  return {
    ...rest,
    ...(shareBefore === undefined ? {} : { shareBefore }),
    ...(finding === undefined
      ? {}
      : {
          actual: finding.actual,
          expected: finding.expected,
          index: finding.index,
          fix: finding.fix,
          object: finding.object,
          source: finding.source,
        }),
    ...(edit === undefined
      ? {}
      : {
          edit: {
            label: edit.label,
            target: edit.target,
            before: texts[edit.target],
            after: edit.apply(texts[edit.target]),
          },
        }),
  }
}

/** The likeliest of what only others can tell, each with what settles it. */
const questionsOf = ({ causes, fate }: Verdict): Diagnosis['cannotBeKnown'] =>
  fate !== 'refused'
    ? []
    : causes
        .filter(({ settle, grade }) => settle !== undefined && grade !== 'proven')
        .slice(0, MOST_QUESTIONS)
        .map(({ id, title, settle }) => ({ id, title, settle: settle ?? '' }))

async function experimentsOf(
  { verdict, setting, blocked, facts }: Judged,
  { jwksVisits }: DiagnoseDependencies,
): Promise<ShownExperiment[]> {
  if (verdict.fate !== 'refused' || verdict.outcome === 'proven') return []
  // The unchanged request works by now: there is nothing left to try on it.
  const recovered = setting.trials.some(
    ({ experiment, reading }) => reading === 'success' && (experiment === 'X0' || experiment === 'X13'),
  )
  if (recovered) return []
  const { chooseExperiments, describeChange } = await engine()
  const total = verdict.weights.reduce((sum, { weight }) => sum + weight, 0)
  const isPractice = facts.environment.label === 'practice'
  const isServedHere =
    blocked === undefined && jwksVisits(facts.environment.registration?.jwksUrl) !== undefined
  return chooseExperiments(verdict.weights, setting, blocked === undefined).map(
    ({ experiment, change, gain, cost }) => ({
      experiment: experiment.id,
      change,
      title: describeChange(experiment.id, change, setting),
      how: experiment.how,
      cost,
      gain,
      readings: Object.entries(experiment.readings).map(([id, { label, meaning }]) => ({
        id,
        label,
        meaning,
        chance:
          verdict.weights.reduce(
            (sum, cause) => sum + cause.weight * (experiment.predict(cause.id, setting, change)[id] ?? 0),
            0,
          ) / total,
      })),
      ...(experiment.how === 'wait' && setting.waitS !== undefined ? { waitS: setting.waitS } : {}),
      isAutomatic:
        (isPractice && experiment.id === 'X14') || ((isPractice || isServedHere) && experiment.id === 'X12'),
    }),
  )
}
