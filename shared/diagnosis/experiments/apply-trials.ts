import type { RankedCauseId } from '../priors.ts'
import type { Weighed } from '../rank-causes.ts'
import { describeChange, experimentById } from './catalogue.ts'
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
  return { weighed: current, ruledOut, settled: settledBy(setting, current) }
}

/**
 * A success after one change shows what it was, once the unchanged request has been seen to be refused again: else it
 * may have been time. A success after nothing but a wait shows that it was time.
 */
function settledBy(setting: Setting, weighed: readonly Weighed[]): Settled | undefined {
  const { trials } = setting
  const unchanged = trials.filter(({ experiment }) => experiment === 'X0' || experiment === 'X13')
  const recovered = unchanged.find(({ reading }) => reading === 'success')
  if (recovered !== undefined && recovered.experiment === 'X0') return undefined
  const trial = recovered ?? trials.find(({ reading }) => reading === 'success')
  if (trial === undefined) return undefined
  const { settles, readings } = experimentById(trial.experiment)
  const timed = [...weighed]
    .filter(({ id }) => id === 'env-sync-pending' || id === 'env-jwks-cache-pending')
    .sort((a, b) => b.weight - a.weight)[0]?.id
  const id = recovered === undefined ? settles : timed
  const because = sentence(trial, readings['success']?.label ?? 'a token', setting)
  const isSure = recovered !== undefined || unchanged.some(({ reading }) => reading === 'same')
  return id === undefined ? undefined : { id, because, isSure, sequence: trial.sequence }
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
