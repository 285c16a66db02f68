import type { RankedCauseId } from '../priors.ts'
import { EXPERIMENTS } from './catalogue.ts'
import { CONTROL, SHORT_CONTROL, type Experiment, type Setting } from './experiment.ts'

export interface Weight {
  readonly id: RankedCauseId
  readonly weight: number
}

export interface Choice {
  readonly experiment: Experiment
  readonly change: string
  /** Bits that it is expected to tell. */
  readonly gain: number
  readonly cost: number
}

/** Less than this is not worth a request. Bits. */
const LEAST_GAIN = 0.01
/** A deliberate failure weighs more on a server that people depend on. */
const PRODUCTION_FACTOR = 2

/**
 * What to try next, best first: expected information against cost.
 * gain = H(w) - sum over readings of P(reading) * H(w given reading)
 * @param canSend false where no request may be repeated: a used code, production, a spent allowance
 */
export function chooseExperiments(
  weights: readonly Weight[],
  setting: Setting,
  canSend: boolean,
): readonly Choice[] {
  const isProduction = setting.facts.environment.label === 'production'
  return EXPERIMENTS.filter(({ how }) => canSend || how === 'ask')
    .flatMap((experiment) => {
      const [change] = experiment.changes(setting)
      if (change === undefined) return []
      const factor = isProduction && experiment.how !== 'ask' ? PRODUCTION_FACTOR : 1
      const cost = experiment.cost(setting) * factor
      return [{ experiment, change, gain: gainOf(experiment, change, weights, setting), cost }]
    })
    .filter((choice) => isControl(choice) || choice.gain > LEAST_GAIN)
    .sort((a, b) => Number(isControl(b)) - Number(isControl(a)) || b.gain / b.cost - a.gain / a.cost)
}

/** What stands between a cure and its proof comes before anything else. */
const isControl = ({ change }: Choice): boolean => change === CONTROL || change === SHORT_CONTROL

function gainOf(
  experiment: Experiment,
  change: string,
  weights: readonly Weight[],
  setting: Setting,
): number {
  const total = weights.reduce((sum, { weight }) => sum + weight, 0)
  if (total === 0) return 0
  const rows = weights.map(({ id, weight }) => ({
    share: weight / total,
    odds: experiment.predict(id, setting, change),
  }))
  const after = Object.keys(experiment.readings).map((reading) => {
    const joint = rows.map(({ share, odds }) => share * (odds[reading] ?? 0))
    const chance = joint.reduce((sum, each) => sum + each, 0)
    return chance === 0 ? 0 : chance * entropy(joint.map((each) => each / chance))
  })
  return entropy(rows.map(({ share }) => share)) - after.reduce((sum, each) => sum + each, 0)
}

const entropy = (shares: readonly number[]): number =>
  shares.reduce((sum, share) => (share <= 0 ? sum : sum - share * Math.log2(share)), 0)
