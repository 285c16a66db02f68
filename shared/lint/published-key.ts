import { algKeyConflict } from '../assertion/algorithms.ts'
import type { Facts, JwkFacts } from '../facts/facts.ts'
import { headerOf } from './claims.ts'

/** The published key that is this very key: by thumbprint, else the one that verifies the signature. */
export function publishedSelf(facts: Facts): JwkFacts | undefined {
  const thumbprint = facts.publicKey?.thumbprint ?? facts.recorded.keyThumbprint
  const keys = facts.jwks?.keys ?? []
  const same = thumbprint === undefined ? undefined : keys.find((key) => key.thumbprint === thumbprint)
  if (same) return same
  const verified = facts.assertion?.signature.underJwks.find(({ outcome }) => outcome === 'valid')
  return verified && keys[verified.index]
}

/** The kid under which this key is published, or the only one that fits. */
export function kidOfThisKey(facts: Facts): string | undefined {
  const self = publishedSelf(facts)
  if (self) return self.kid
  const alg = headerOf(facts)?.['alg']
  const fitting = (facts.jwks?.keys ?? []).filter(
    (key) => typeof alg === 'string' && algKeyConflict(alg, key) === undefined,
  )
  // Another key under a single kid would be no repair.
  return fitting.length === 1 && facts.publicKey === undefined ? fitting[0]?.kid : undefined
}

/** The key that a server would select: the one that kid names, else the only one that fits alg. */
export function selectedKey(facts: Facts): JwkFacts | undefined {
  const header = headerOf(facts)
  const keys = facts.jwks?.keys ?? []
  const [match] = facts.jwks?.matching ?? []
  if (match) return match
  const alg = header?.['alg']
  const fitting = keys.filter((key) => typeof alg !== 'string' || algKeyConflict(alg, key) === undefined)
  return header?.['kid'] === undefined && fitting.length === 1 ? fitting[0] : undefined
}
