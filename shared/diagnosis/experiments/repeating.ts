import type { RankedCauseId } from '../priors.ts'
import { cureOf } from './cure-of.ts'
import {
  CONTROL,
  ONLY,
  openOnce,
  separates,
  SHORT_CONTROL,
  type Experiment,
  type Setting,
} from './experiment.ts'
import { chance, readings, sent } from './makers.ts'

const HOUR_S = 3_600

/** The request as it was: at once, later, or to the byte. */
export const REPEATING: readonly Experiment[] = [
  {
    id: 'X0',
    title: 'Repeat unchanged, with a new jti and new times',
    how: 'send',
    cost: () => 1,
    changes: repetitions,
    readings: readings(
      'The request is right: a used jti, an incident, or nodes of the server that differ.',
      'The server does not answer alike twice: several nodes, an incident or something on the way.',
      'The refusal is stable; an incident and a used jti become unlikely.',
    ),
    predict(cause, setting) {
      const cure = cureOf(setting.trials)
      // With the one change it works: without it, only the cause that it cures is refused still.
      if (cure !== undefined) return cure.settles === cause ? sent(0.02, 0.02) : sent(0.9, 0.02)
      const success: Partial<Record<RankedCauseId, number>> = {
        'replay-elsewhere': 0.9,
        'server-fault': 0.35,
        'altered-in-transit': 0.15,
        'env-sync-pending': 0.06,
        'env-jwks-cache-pending': 0.05,
      }
      const varies = cause === 'server-fault' || cause === 'altered-in-transit' ? 0.2 : 0.01
      return sent(success[cause] ?? 0, varies)
    },
  },
  {
    id: 'X13',
    title: 'Wait until the change has surely arrived, then repeat unchanged',
    how: 'wait',
    cost: ({ waitS = 0 }) => 1 + waitS / HOUR_S,
    changes: (setting) => (wasChanged(setting) ? openOnce('X13')(setting) : []),
    readings: readings(
      'It was time: the registration or the key set has arrived.',
      'Something has changed at the server; the new answer says more.',
      'The documented delay is over and nothing changed: time becomes unlikely.',
    ),
    predict(cause) {
      const success: Partial<Record<RankedCauseId, number>> = {
        'env-sync-pending': 0.92,
        'env-jwks-cache-pending': 0.85,
        'server-fault': 0.4,
        'replay-elsewhere': 0.7,
      }
      return sent(success[cause] ?? 0, 0.02)
    },
  },
  {
    id: 'X8',
    title: 'Send the same assertion a second time, byte for byte',
    how: 'send',
    cost: () => 2,
    changes: (setting) => (isInForce(setting) ? openOnce('X8')(setting) : []),
    readings: readings(
      'This server keeps no replay memory, or answers a repetition from its cache.',
      'This server remembers the jti, which most do only after signature and claims: what is refused comes later.',
      'Nothing: the jti was not recorded, or a repetition has no answer of its own here.',
    ),
    predict(cause, setting) {
      const isLater = cause === 'registration-scope' || cause === 'registration-not-active'
      return sent(chance(cause), isLater ? 0.5 * separates(setting) : 0.02)
    },
  },
]

/** A repetition to the byte says something only while the assertion has not run out. */
const LEAST_LEFT_S = 15

function isInForce({ facts: { assertion }, now }: Setting): boolean {
  const exp = assertion?.payload?.members['exp']
  return typeof exp === 'number' && exp - now > LEAST_LEFT_S
}

/** Once; and once more without the change that has brought a token. */
function repetitions({ trials }: Setting): readonly string[] {
  const cure = cureOf(trials)
  if (cure !== undefined) return cure.control !== undefined ? [] : [cure.isShort ? SHORT_CONTROL : CONTROL]
  return trials.some(({ experiment }) => experiment === 'X0') ? [] : [ONLY]
}

/** True where registration or key are known to have changed, so that waiting can help. */
function wasChanged({ facts, trials, waitS }: Setting): boolean {
  const { savedAt, keyChangedAt } = facts.environment.registration ?? {}
  const isSaid = waitS !== undefined || savedAt !== undefined || keyChangedAt !== undefined
  return isSaid || trials.some(({ reading }) => reading === 'saved-lately')
}
