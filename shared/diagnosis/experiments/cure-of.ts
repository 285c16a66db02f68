import type { RankedCauseId } from '../priors.ts'
import { CURING } from './curing.ts'
import type { Trial } from './experiment.ts'

/** The one change that has turned the refusal into a token. */
export interface Cure {
  readonly trial: Trial
  /** The cause that it would be. */
  readonly settles: RankedCauseId
  /** Its assertion was shorter than the first one, besides: the control has to be as short. */
  readonly isShort: boolean
  /** What the control answered: the same request once more, without the change. */
  readonly control: Trial | undefined
}

export function cureOf(trials: readonly Trial[]): Cure | undefined {
  const at = trials.findIndex(({ experiment, reading }) => reading === 'success' && settles(experiment))
  const trial = trials[at]
  const cause = trial && settles(trial.experiment)
  if (trial === undefined || cause === undefined) return undefined
  return {
    trial,
    settles: cause,
    // The lifetime is what X6 changes; its control is the request as it was.
    isShort: trial.experiment !== 'X6',
    control: trials.slice(at + 1).find(({ experiment }) => experiment === 'X0'),
  }
}

const settles = (id: Trial['experiment']): RankedCauseId | undefined =>
  CURING.find((experiment) => experiment.id === id)?.settles
