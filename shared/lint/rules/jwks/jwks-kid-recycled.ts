import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { epicOauth } from '../../sources.ts'

/**
 * Ours. No documented cache of a JWK Set lives longer than a day, but a server that keeps keys by kid asks for a known kid
 * again only after a restart; in a month each has had a release or a patch day.
 */
const FORGOTTEN_AFTER_S = 30 * 86_400

export const jwksKidRecycled = defineRule({
  id: 'jwks-kid-recycled',
  title: 'A kid named another key before',
  object: 'jwks',
  source: epicOauth('key rotation'),
  severity: everywhere('warning'),
  proof: 'S',
  fix: 'Use a new kid for a new key.',
  check({ jwks, history, seenKeys, publicKey, recorded, clock }) {
    const published = new Map<string | undefined, (string | undefined)[]>()
    for (const { kid, thumbprint } of jwks?.keys ?? [])
      published.set(kid, [...(published.get(kid) ?? []), thumbprint])
    const chosen = publicKey?.thumbprint ?? recorded.keyThumbprint
    const since = new Map<string, number>()
    /** The earliest time at which this key is known to stand under the kid. */
    const namedSince = (kid: string, thumbprint: string): number => {
      const known = since.get(kid)
      if (known !== undefined) return known
      let earliest = Infinity
      for (const seen of seenKeys)
        if (seen.kid === kid && seen.thumbprint === thumbprint)
          earliest = Math.min(earliest, seen.firstSeenAt)
      for (const { kid: used, keyThumbprint, sentAt = Infinity } of history)
        if (used === kid && keyThumbprint === thumbprint) earliest = Math.min(earliest, sentAt)
      since.set(kid, earliest)
      return earliest
    }
    const judge = (kid: string | undefined, before: string | undefined, where: string) => {
      if (kid === undefined || before === undefined) return undefined
      const prints = published.get(kid)
      if ((jwks !== undefined && prints === undefined) || prints?.includes(before)) return undefined
      const now = prints?.[0] ?? chosen
      if (now === undefined || now === before) return undefined
      const ageS = clock.localNow === undefined ? 0 : clock.localNow - namedSince(kid, now)
      if (ageS > FORGOTTEN_AFTER_S) return undefined
      return fail(
        '/history',
        `The kid ${kid} named another key ${where}; a server may still hold that one.`,
        { actual: now, expected: before },
      )
    }
    for (const { kid, keyThumbprint } of history) {
      const found = judge(kid, keyThumbprint, 'in an earlier attempt')
      if (found) return found
    }
    for (const { kid, thumbprint } of seenKeys) {
      const found = judge(kid, thumbprint, 'in this JWK Set before')
      if (found) return found
    }
    return pass
  },
})
