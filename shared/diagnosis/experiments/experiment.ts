import type { Facts } from '../../facts/facts.ts'
import type { RankedCauseId } from '../priors.ts'

export const EXPERIMENT_IDS = [
  'X0',
  'X1',
  'X2',
  'X3',
  'X4',
  'X5',
  'X6',
  'X7',
  'X8',
  'X9',
  'X10',
  'X11',
  'X12',
  'X13',
  'X14',
  'X16',
  'X17',
  'X18',
] as const
export type ExperimentId = (typeof EXPERIMENT_IDS)[number]

/** What became of one experiment. */
export interface Trial {
  readonly experiment: ExperimentId
  /** Which of the experiment's changes was made; empty where it has only one. */
  readonly change: string
  /** One of the experiment's readings. */
  readonly reading: string
  /** Number of the attempt that it made; undefined where a person answered. */
  readonly sequence?: number | undefined
}

/** What an experiment is judged by before it is run. */
export interface Setting {
  readonly facts: Facts
  readonly trials: readonly Trial[]
  /** Algorithms that the key at hand can sign with. */
  readonly algorithms: readonly string[]
  /** Seconds until the change of the registration or the key has surely arrived; undefined: not known. */
  readonly waitS: number | undefined
  /** NumericDate: when the next experiment would be sent. */
  readonly now: number
}

/** Chances of each reading if a cause is the true one; they sum to 1. */
export type Prediction = Readonly<Record<string, number>>

export interface Reading {
  readonly label: string
  /** What it would mean; said before the experiment is run. */
  readonly meaning: string
}

export interface Experiment {
  readonly id: ExperimentId
  readonly title: string
  /** `send`: one request with one change; `wait`: the same request later; `ask`: somebody looks something up. */
  readonly how: 'send' | 'wait' | 'ask'
  readonly cost: (setting: Setting) => number
  /** The single changes that are still open, best first; empty: nothing to try here. */
  readonly changes: (setting: Setting) => readonly string[]
  readonly readings: Readonly<Record<string, Reading>>
  readonly predict: (cause: RankedCauseId, setting: Setting, change: string) => Prediction
  /** The cause that a success shows to be the one, since nothing else was changed. */
  readonly settles?: RankedCauseId
}

/** The change of an experiment that has only one. */
export const ONLY = ''
/** Changes of X0 once another change has brought a token: the same request without it, as long or as short as that one. */
export const CONTROL = 'again'
export const SHORT_CONTROL = 'again, as short'

/** Change of X12 where the fetch was seen without a request of its own. */
export const SEEN = 'seen'

export const openOnce =
  (id: ExperimentId) =>
  ({ trials }: Setting): readonly string[] =>
    trials.some(({ experiment }) => experiment === id) ? [] : [ONLY]

/** Servers that answer every fault of the client alike, and those that say which. */
const MERGING: ReadonlySet<string> = new Set([
  'epic-sandbox',
  'epic-production',
  'node-oidc-provider',
  'duende',
])
const SEPARATING: ReadonlySet<string> = new Set(['okta', 'keycloak', 'entra', 'medplum', 'nhs-england'])
/** Experiments that break the request on purpose, to see whether the answer changes. */
const BREAKING: ReadonlySet<ExperimentId> = new Set(['X1', 'X2', 'X3', 'X4', 'X7', 'X9'])

/** Chance that this server answers different faults differently; what it has shown counts more than its kind. */
export function separates({ facts, trials }: Setting): number {
  const broken = trials.filter(({ experiment }) => BREAKING.has(experiment))
  if (broken.some(({ reading }) => reading === 'differs')) return 1
  if (broken.length > 0) return 0.1 / broken.length
  if (MERGING.has(facts.profile.id)) return 0.02
  if (SEPARATING.has(facts.profile.id)) return 0.9
  // A server that gives no reason once will hardly give one for another fault.
  return facts.response?.errorDescription === undefined ? 0.2 : 0.6
}
