import type { FaultSwitches } from './fault-switches.ts'
import { strictReason } from './strict-checks.ts'

/** Seconds, as oidc-provider is told. */
export const CLOCK_TOLERANCE_S = 5

/** Why the registration alone makes the server refuse; the library is made to find no client then. */
export const registrationReason = ({ isOn }: FaultSwitches): string | undefined => {
  if (isOn('unknown-client')) return 'client not found'
  if (isOn('client-inactive')) return 'the app is registered and not active'
  if (isOn('not-synced')) return 'the registration is saved and not yet in force'
  return undefined
}

const timeReason = (claims: Readonly<Record<string, unknown>>, now: number): string | undefined => {
  const { exp, nbf, iat } = claims
  if (typeof exp === 'number' && exp <= now - CLOCK_TOLERANCE_S) return 'jwt expired'
  if (typeof nbf === 'number' && nbf > now + CLOCK_TOLERANCE_S) return 'jwt not active yet'
  if (typeof iat === 'number' && iat > now + CLOCK_TOLERANCE_S)
    return `iat is ${Math.round(iat - now)} s in the future of this server`
  return undefined
}

/**
 * What the server refuses after the library has checked key, signature and claims.
 * @returns the first reason, or undefined.
 */
export const clientAuthReason = (
  header: Readonly<Record<string, unknown>>,
  claims: Readonly<Record<string, unknown>>,
  faults: FaultSwitches,
  isStrict: boolean,
): string | undefined => {
  if (faults.isOn('another-algorithm') && header['alg'] !== 'PS512')
    return 'alg mismatch: PS512 is registered'
  if (faults.isUsedElsewhere(claims['jti'])) return 'assertion jti has already been used, by another process'
  const now = faults.serverNow()
  const hasWrongClock = faults.isOn('clock-ahead') || faults.isOn('clock-behind')
  const late = hasWrongClock ? timeReason(claims, now) : undefined
  return late ?? (isStrict ? strictReason(header, claims, now) : undefined)
}
