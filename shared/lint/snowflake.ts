import type { Facts } from '../facts/facts.ts'
import { textClaim } from './claims.ts'

/** Account and user of a Snowflake key-pair token: sub is ACCOUNT.USER, iss adds the key's SHA256 fingerprint. */
export interface SnowflakeNames {
  readonly claim: 'iss' | 'sub'
  readonly value: string
  /** The value without the fingerprint. */
  readonly name: string
}

/** The names in iss and sub, where the host or the fingerprint says that this is such a token. */
export function snowflakeNames(facts: Facts): readonly SnowflakeNames[] {
  const [iss, sub] = [textClaim(facts, 'iss'), textClaim(facts, 'sub')]
  const post = facts.endpoints.post ?? ''
  const host = URL.canParse(post) ? new URL(post).hostname : ''
  const fingerprint = /\.SHA256:[A-Za-z0-9+/=]+$/
  if (!host.endsWith('snowflakecomputing.com') && !fingerprint.test(iss ?? '')) return []
  return [
    ...(iss === undefined ? [] : [{ claim: 'iss' as const, value: iss, name: iss.replace(fingerprint, '') }]),
    ...(sub === undefined ? [] : [{ claim: 'sub' as const, value: sub, name: sub }]),
  ]
}
