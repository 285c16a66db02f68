import type { Facts } from '../../shared/facts/facts.ts'
import type { PracticeRegistration } from '../practice/registration.ts'

/** Saved within this time is lately, seconds. */
const LATELY_S = 86_400

/** What reading the practice server's registration page tells, in the readings of the experiment X14. */
export function practiceReading(page: PracticeRegistration, facts: Facts, now: number): string {
  const alg = facts.assertion?.header?.members['alg']
  if (!page.isKnown) return 'client-differs'
  if (!page.hasThisKey) return 'key-differs'
  if (page.signingAlg !== undefined && page.signingAlg !== alg) return 'algorithm-differs'
  if (!page.isActive) return 'not-active'
  return now - page.savedAt < LATELY_S ? 'saved-lately' : 'as-here'
}
