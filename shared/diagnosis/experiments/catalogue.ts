import { ASKING } from './asking.ts'
import { describeAudience } from './audience-forms.ts'
import { BREAKING } from './breaking.ts'
import { CURING } from './curing.ts'
import {
  CONTROL,
  ONLY,
  SEEN,
  SHORT_CONTROL,
  type Experiment,
  type ExperimentId,
  type Setting,
} from './experiment.ts'
import { REPEATING } from './repeating.ts'

/**
 * The experiments of the decision procedure. X15 and X19 are none of these: docs/decisions says why the one is not built,
 * and the other compares environments in a table of its own.
 */
export const EXPERIMENTS: readonly Experiment[] = [...ASKING, ...REPEATING, ...CURING, ...BREAKING]

/** One change in words, for the button and for the history. */
export function describeChange(id: ExperimentId, change: string, setting: Pick<Setting, 'facts'>): string {
  if (change === ONLY) return experimentById(id).title
  if (change === CONTROL || change === SHORT_CONTROL) return 'Repeat once more without that change'
  if (change === SEEN) return 'Looked who fetched the JWK Set around this send'
  if (id === 'X5') return describeAudience(setting.facts, change)
  if (id === 'X10') return `Sign with ${change}`
  if (id === 'X17') return change === 'without scope' ? 'Ask without scope' : `Ask for ${change}`
  const words: Readonly<Record<string, string>> = {
    'typ JWT': 'typ JWT',
    'plain claims': 'Only iss, sub, aud, exp, iat and jti',
    'without typ': 'Leave typ out',
    'without kid': 'Leave kid out',
  }
  return words[change] ?? change
}

export const experimentById = (id: ExperimentId): Experiment => {
  const found = EXPERIMENTS.find((experiment) => experiment.id === id)
  if (found === undefined) throw new RangeError(`there is no experiment ${id}`)
  return found
}
