import type { AttemptEnvironment } from '../../shared/attempt/attempt.ts'
import type { FaultSwitches } from './fault-switches.ts'

/** What the registration page of the practice server says, the way an app's page at a vendor does. */
export interface PracticeRegistration {
  /** False where no app of this client id is registered. */
  readonly isKnown: boolean
  readonly isActive: boolean
  /** False where the registered set has another key, or this key under another kid. */
  readonly hasThisKey: boolean
  /** The one registered signing algorithm; undefined: any. */
  readonly signingAlg: string | undefined
  readonly authMethod: 'private_key_jwt'
  /** NumericDate. */
  readonly savedAt: number
}

export const registrationPage = ({ isOn, savedAt }: FaultSwitches): PracticeRegistration => ({
  isKnown: !isOn('unknown-client'),
  isActive: !isOn('client-inactive'),
  hasThisKey: !isOn('other-key-registered') && !isOn('kid-unknown'),
  signingAlg: isOn('another-algorithm') ? 'PS512' : undefined,
  authMethod: 'private_key_jwt',
  savedAt: savedAt(),
})

/** When it last worked, where it did. Seconds. */
const YESTERDAY_S = 86_400

/**
 * What a person in front of such a server would know about it: when they saved, what they changed, what the site has
 * told them. The practice environment says it, so that a diagnosis starts from what one would start from.
 */
export const knownAbout = ({ isOn, list, since }: FaultSwitches): Partial<AttemptEnvironment> => {
  const at = since()
  if (list().length === 0) return {}
  if (isOn('not-synced')) return { lastWorkedAt: 'never', registration: { savedAt: at } }
  if (isOn('client-inactive')) return { lastWorkedAt: 'never', registration: { enabledAtSite: false } }
  if (isOn('another-algorithm')) return { lastWorkedAt: 'never', registration: { signingAlg: 'PS512' } }
  if (isOn('jwks-stale'))
    return { lastWorkedAt: at - YESTERDAY_S, changedSince: ['key'], registration: { keyChangedAt: at } }
  if (isOn('issuer-as-audience')) return { lastWorkedAt: at - YESTERDAY_S, changedSince: ['host'] }
  if (isOn('replay-memory')) return { lastWorkedAt: at - YESTERDAY_S, changedSince: ['deployment'] }
  return { lastWorkedAt: 'never' }
}
