import type { RankedCauseId } from '../priors.ts'
import type { Weighed } from '../rank-causes.ts'
import { describeChange, experimentById } from './catalogue.ts'
import { cureOf } from './cure-of.ts'
import type { Setting, Trial } from './experiment.ts'

/** A cause under which something that was observed could not have happened. */
export interface RuledOut {
  readonly id: RankedCauseId
  readonly because: string
  readonly sequence?: number | undefined
}

/** What a single change has shown to be the cause. */
export interface Settled {
  readonly id: RankedCauseId
  readonly because: string
  /** False while nobody has looked whether the unchanged request is refused still. */
  readonly isSure: boolean
  readonly sequence?: number | undefined
}

export interface AfterTrials {
  readonly weighed: readonly Weighed[]
  readonly ruledOut: readonly RuledOut[]
  readonly settled: Settled | undefined
}

/** Weights after what the experiments have shown: each is multiplied by the chance of what was seen. */
export function applyTrials(weighed: readonly Weighed[], setting: Setting): AfterTrials {
  let current = weighed
  const ruledOut: RuledOut[] = []
  const before: Trial[] = []
  for (const trial of setting.trials) {
    const experiment = experimentById(trial.experiment)
    const then = { ...setting, trials: [...before] }
    const reading = experiment.readings[trial.reading]
    before.push(trial)
    if (reading === undefined) continue
    const because = sentence(trial, reading.label, setting)
    const impossible: RankedCauseId[] = []
    current = current.map((each) => {
      const odds = experiment.predict(each.id, then, trial.change)[trial.reading] ?? 0
      if (odds === 0 && each.weight > 0) impossible.push(each.id)
      return { ...each, weight: each.weight * odds, because: [...each.because, ...moved(odds, because)] }
    })
    const { sequence } = trial
    ruledOut.push(...impossible.map((id) => ({ id, because, sequence })))
  }
  return { weighed: current, ruledOut, settled: settledBy(setting) }
}

/**
 * A success after one change shows what it was, once the same request without that change has been refused again: else it
 * may have been time. A success after nothing but time names no one cause; the weights tell which is likely.
 */
function settledBy(setting: Setting): Settled | undefined {
  const cure = cureOf(setting.trials)
  if (cure === undefined || cure.control?.reading === 'success') return undefined
  const { trial, settles: id, control } = cure
  const { readings } = experimentById(trial.experiment)
  const because = sentence(trial, readings['success']?.label ?? 'a token', setting)
  return { id, because, isSure: control?.reading === 'same', sequence: trial.sequence }
}

/** Only a reading that moves a cause up is a reason to name it. */
const moved = (odds: number, because: string): string[] => (odds >= 0.5 ? [because] : [])

function sentence(trial: Trial, label: string, setting: Setting): string {
  const what = describeChange(trial.experiment, trial.change, setting)
  const lower = /^[A-Z][a-z]/.test(what) ? `${what.charAt(0).toLowerCase()}${what.slice(1)}` : what
  return trial.sequence === undefined
    ? `${lower}: ${label}`
    : `attempt ${trial.sequence} (${lower}): ${label}`
}
