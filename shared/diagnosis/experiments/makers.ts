import type { RankedCauseId } from '../priors.ts'
import {
  openOnce,
  separates,
  type Experiment,
  type ExperimentId,
  type Prediction,
  type Reading,
  type Setting,
} from './experiment.ts'

const SENT: Readonly<Record<'success' | 'differs' | 'same', string>> = {
  success: 'a token',
  differs: 'another answer than before',
  same: 'the same answer as before',
}
export const readings = (
  success: string,
  differs: string,
  same: string,
): Readonly<Record<string, Reading>> => ({
  success: { label: SENT.success, meaning: success },
  differs: { label: SENT.differs, meaning: differs },
  same: { label: SENT.same, meaning: same },
})

export const sent = (success: number, differs: number): Prediction => ({
  success,
  differs,
  same: 1 - success - differs,
})
/** Time passes with every attempt, and an incident ends: a success may be a coincidence. */
const BY_CHANCE: Partial<Record<RankedCauseId, number>> = {
  'server-fault': 0.15,
  'env-sync-pending': 0.06,
  'env-jwks-cache-pending': 0.04,
  'replay-elsewhere': 0.7,
  'altered-in-transit': 0.05,
}
export const chance = (cause: RankedCauseId): number => BY_CHANCE[cause] ?? 0.01

/** Where in the server's order of checks a cause strikes. */
const STEP: Partial<Record<RankedCauseId, number>> = {
  'registration-client-unknown': 1,
  'env-sync-pending': 1,
  'registration-not-active': 1,
  'registration-auth-method': 2,
  'header-alg-registered-mismatch': 3,
  'env-jwks-cache-pending': 3,
  'jwks-not-fetchable-by-server': 3,
  'registration-other-key': 4,
  'kid-reused-after-rotation': 4,
  'audience-undocumented': 5,
  'env-clock-offset': 5,
  'undocumented-strictness': 5,
  'replay-elsewhere': 6,
  'registration-scope': 7,
}

interface Breaking {
  readonly id: ExperimentId
  readonly title: string
  /** The step that the change breaks. */
  readonly step: number
  /** Causes at the very property that is broken: under them the answer cannot change. */
  readonly breaks: readonly RankedCauseId[]
  readonly differs: string
}

/** Servers check in another order than most, and one step can have several answers of its own. */
const OTHER_ORDER = 0.03
const SAME_STEP = 0.3

/** A change that must fail: only a difference from the first answer says something. */
export const breaking = ({ id, title, step, breaks, differs }: Breaking): Experiment => ({
  id,
  title,
  how: 'send',
  cost: () => 2,
  changes: openOnce(id),
  readings: readings(
    'A token for a request that is wrong on purpose: this server does not check it.',
    differs,
    'Nothing: this server may answer every fault alike. Such experiments then say nothing here.',
  ),
  predict(cause, setting) {
    const own = STEP[cause]
    if (breaks.includes(cause)) return sent(0.005, 0)
    if (own === undefined) return sent(0.005, 0.1)
    if (own < step) return sent(0.005, OTHER_ORDER)
    // What strikes later than the broken step is masked by it: the answer changes, where the server tells them apart.
    return sent(0.005, (own === step ? SAME_STEP : 0.95) * separates(setting))
  },
})

/** A change that may be the cure. */
export const curing = (
  parts: Pick<Experiment, 'id' | 'title' | 'changes' | 'readings'> & {
    readonly cures: RankedCauseId
    readonly chanceOf: (setting: Setting) => number
  },
): Experiment => ({
  ...parts,
  how: 'send',
  cost: () => 2,
  settles: parts.cures,
  predict: (cause, setting) =>
    sent(
      cause === parts.cures ? parts.chanceOf(setting) : chance(cause),
      cause === parts.cures ? 0.05 : 0.02,
    ),
})
