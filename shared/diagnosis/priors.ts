/**
 * Causes that local material cannot prove, with their weight before anything is known. The numbers are judgement, not
 * measurement: "first use" is a registration that never worked, "worked before" one that did.
 * `recalibrate` replaces them by counts from solved attempts.
 */
export interface RankedCause {
  readonly title: string
  /** What would settle it, as a question or an act of the person. */
  readonly settle: string
  readonly firstUse: number
  readonly workedBefore: number
  /** Members of `changedSince` that touch this cause. */
  readonly touchedBy: readonly string[]
}

export const RANKED_CAUSES = {
  'registration-client-unknown': {
    title: 'The client id is unknown to this server, or belongs to another environment',
    settle: "Read the client id back from this environment's registration page.",
    firstUse: 18,
    workedBefore: 1,
    touchedBy: ['client-id', 'registration'],
  },
  'registration-other-key': {
    title: 'The server holds another public key, or the JWK Set URL sits in the wrong field',
    settle: 'Read the registered key or JWK Set URL back and compare its thumbprint with this key.',
    firstUse: 16,
    workedBefore: 6,
    touchedBy: ['key', 'kid', 'registration', 'deployment'],
  },
  'env-sync-pending': {
    title: 'The registration has not reached this server yet',
    settle: 'When was the app last saved? Wait for the delay to pass and repeat unchanged.',
    firstUse: 18,
    workedBefore: 2,
    touchedBy: ['registration', 'client-id'],
  },
  'env-jwks-cache-pending': {
    title: 'The server still holds a cached key set',
    settle: 'When did the key set change? Wait for the cache to run out and repeat unchanged.',
    firstUse: 4,
    workedBefore: 20,
    touchedBy: ['key', 'kid'],
  },
  'jwks-not-fetchable-by-server': {
    title: 'The server cannot reach, trust or read the JWK Set although this machine can',
    settle: "Look in the access log of the JWK Set's host: did the server fetch it, and what did it get?",
    firstUse: 8,
    workedBefore: 8,
    touchedBy: ['key', 'network'],
  },
  'audience-undocumented': {
    title: 'This site expects an audience that its documents do not state',
    settle: 'Ask the operator which audience strings the site accepts.',
    firstUse: 6,
    workedBefore: 3,
    touchedBy: ['host', 'library'],
  },
  'env-clock-offset': {
    title: 'The local clock is off',
    settle: "Compare the local clock with the server's Date, or send once with a shorter lifetime.",
    firstUse: 5,
    workedBefore: 8,
    touchedBy: ['clock'],
  },
  'header-alg-registered-mismatch': {
    title: 'Another algorithm is recorded for this client',
    settle: 'Read the signing algorithm back from the registration.',
    firstUse: 4,
    workedBefore: 1,
    touchedBy: ['library', 'registration', 'key'],
  },
  'registration-auth-method': {
    title: 'Another authentication method is recorded for this client',
    settle: 'Read the authentication method back from the registration.',
    firstUse: 5,
    workedBefore: 1,
    touchedBy: ['registration'],
  },
  'replay-elsewhere': {
    title: 'Another process used this jti',
    settle: 'Does another process sign with the same code and key? Repeat with a fresh jti.',
    firstUse: 2,
    workedBefore: 4,
    touchedBy: ['deployment', 'library'],
  },
  'registration-not-active': {
    title: 'The app is not active, not approved, or not mapped at this site',
    settle: 'Ask the site whether the app is active and mapped to a user there.',
    firstUse: 6,
    workedBefore: 4,
    touchedBy: ['registration'],
  },
  'altered-in-transit': {
    title: 'A proxy or gateway changes the request',
    settle: 'Repeat from another network, without a proxy.',
    firstUse: 3,
    workedBefore: 3,
    touchedBy: ['network', 'host', 'deployment'],
  },
  'server-fault': {
    title: 'An incident, a defect or a retired feature at the server',
    settle: "Do other clients fail too? Look at the vendor's status page.",
    firstUse: 3,
    workedBefore: 12,
    touchedBy: [],
  },
  'undocumented-strictness': {
    title: 'The server refuses something that its documents allow',
    settle: 'Send once with only iss, sub, aud, exp, iat and jti, and typ JWT.',
    firstUse: 2,
    workedBefore: 1,
    touchedBy: ['library', 'deployment'],
  },
  'registration-scope': {
    title: 'A requested scope is not granted to this app',
    settle: 'Compare the scopes asked for with those on the registration page.',
    firstUse: 2,
    workedBefore: 2,
    touchedBy: ['registration'],
  },
  'kid-reused-after-rotation': {
    title: 'A new key was published under an old kid, and the server holds the old one',
    settle: 'Publish the new key under a new kid.',
    firstUse: 2,
    workedBefore: 2,
    touchedBy: ['key'],
  },
} as const satisfies Record<string, RankedCause>

export type RankedCauseId = keyof typeof RANKED_CAUSES

export type Priors = Readonly<
  Record<RankedCauseId, { readonly firstUse: number; readonly workedBefore: number }>
>

/** One solved attempt: what it turned out to be, and whether it had worked before. */
export interface Solved {
  readonly cause: RankedCauseId
  readonly workedBefore: boolean
}

/** How many solved attempts weigh as much as the judgement that the table starts from. */
const JUDGEMENT_WEIGHT = 20

/** The table's judgement mixed with counts of solved attempts; with none it is the table itself. */
export function recalibrate(solved: readonly Solved[]): Priors {
  const ids = Object.keys(RANKED_CAUSES) as RankedCauseId[]
  const column = (name: 'firstUse' | 'workedBefore') => {
    const rows = solved.filter(({ workedBefore }) => workedBefore === (name === 'workedBefore'))
    const total = ids.reduce((sum, id) => sum + RANKED_CAUSES[id][name], 0)
    const share = rows.length / (rows.length + JUDGEMENT_WEIGHT)
    return (id: RankedCauseId): number => {
      const counted = rows.length === 0 ? 0 : rows.filter(({ cause }) => cause === id).length / rows.length
      return (1 - share) * RANKED_CAUSES[id][name] + share * counted * total
    }
  }
  const firstUse = column('firstUse')
  const workedBefore = column('workedBefore')
  return Object.fromEntries(
    ids.map((id) => [id, { firstUse: firstUse(id), workedBefore: workedBefore(id) }]),
  ) as unknown as Priors
}
