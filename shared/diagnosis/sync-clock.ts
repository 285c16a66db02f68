import type { AttemptEnvironment } from '../attempt/attempt.ts'
import type { Profile, ProfileFact } from '../profiles/profile.ts'

/** When a change of the registration or of the key has surely arrived. */
export interface SyncClock {
  readonly about: 'app' | 'key'
  /** When it was saved. NumericDate. */
  readonly since: number
  readonly delayS: number
  /** The delay with its standing, in words. */
  readonly ground: string
  readonly endsAt: number
}

/** What is taken for the delay where nothing is known of it. */
const ASSUMED_S = 86_400

/**
 * The clocks that run in an environment, the one that ends last first; none where no time was given.
 * @param override a delay that the person or the practice server names, seconds
 */
export function syncClocks(
  { registration }: AttemptEnvironment,
  profile: Profile,
  override?: number,
): SyncClock[] {
  const clock = (
    about: SyncClock['about'],
    since: number | undefined,
    member: 'syncDelayS' | 'jwksCacheMaxS',
  ): SyncClock[] => {
    if (since === undefined) return []
    const documented = profile.parameters[member]
    const delayS = override ?? documented ?? ASSUMED_S
    const ground =
      override === undefined ? groundOf(profile, member, documented) : `${spanWords(override)}, as set here`
    return [{ about, since, delayS, ground, endsAt: since + delayS }]
  }
  const keyMember = registration?.keyMode === 'uploaded-key' ? 'syncDelayS' : 'jwksCacheMaxS'
  return [
    ...clock('app', registration?.savedAt, 'syncDelayS'),
    ...clock('key', registration?.keyChangedAt, keyMember),
  ].sort((a, b) => b.endsAt - a.endsAt)
}

function groundOf(profile: Profile, member: 'syncDelayS' | 'jwksCacheMaxS', known: number | undefined) {
  if (known === undefined) return `not documented by ${profile.name}; ${spanWords(ASSUMED_S)} assumed`
  const fact: ProfileFact | undefined = profile.facts.find(({ about }) => about?.includes(member))
  return fact === undefined ? spanWords(known) : `${fact.standing}: ${fact.value}`
}

/** "45 s", "20 min", "29 h", "3 days". */
export const spanWords = (seconds: number): string => {
  if (seconds < 120) return `${Math.round(seconds)} s`
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} days`
}
