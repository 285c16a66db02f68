import type { RankedCauseId } from '../priors.ts'
import { audienceForms, describeAudience } from './audience-forms.ts'
import {
  ONLY,
  openOnce,
  separates,
  type Experiment,
  type ExperimentId,
  type Prediction,
  type Reading,
  type Setting,
} from './experiment.ts'

const HOUR_S = 3_600

const SENT: Readonly<Record<'success' | 'differs' | 'same', string>> = {
  success: 'a token',
  differs: 'another answer than before',
  same: 'the same answer as before',
}
const readings = (success: string, differs: string, same: string): Readonly<Record<string, Reading>> => ({
  success: { label: SENT.success, meaning: success },
  differs: { label: SENT.differs, meaning: differs },
  same: { label: SENT.same, meaning: same },
})

const sent = (success: number, differs: number): Prediction => ({
  success,
  differs,
  same: 1 - success - differs,
})
/** Time passes with every attempt, and an incident ends: a success may be a coincidence. */
const BY_CHANCE: Partial<Record<RankedCauseId, number>> = {
  'server-fault': 0.15,
  'env-sync-pending': 0.06,
  'env-jwks-cache-pending': 0.04,
  'replay-elsewhere': 0.7,
  'altered-in-transit': 0.05,
}
const chance = (cause: RankedCauseId): number => BY_CHANCE[cause] ?? 0.01

/** Where in the server's order of checks a cause strikes. */
const STEP: Partial<Record<RankedCauseId, number>> = {
  'registration-client-unknown': 1,
  'env-sync-pending': 1,
  'registration-not-active': 1,
  'registration-auth-method': 2,
  'header-alg-registered-mismatch': 3,
  'registration-other-key': 4,
  'env-jwks-cache-pending': 4,
  'kid-reused-after-rotation': 4,
  'jwks-not-fetchable-by-server': 4,
  'audience-undocumented': 5,
  'env-clock-offset': 5,
  'undocumented-strictness': 5,
  'replay-elsewhere': 6,
  'registration-scope': 7,
}

interface Breaking {
  readonly id: ExperimentId
  readonly title: string
  /** The step that the change breaks. */
  readonly step: number
  readonly differs: string
}

/** A change that must fail: only a difference from the first answer says something. */
const breaking = ({ id, title, step, differs }: Breaking): Experiment => ({
  id,
  title,
  how: 'send',
  cost: () => 2,
  changes: openOnce(id),
  readings: readings(
    'A token for a request that is wrong on purpose: this server does not check it.',
    differs,
    'Nothing: this server may answer every fault alike. Such experiments then say nothing here.',
  ),
  predict(cause, setting) {
    const own = STEP[cause]
    // What strikes later than the broken step is masked by it: the answer changes, where the server tells them apart.
    if (own === undefined || own <= step) return sent(0.005, own === undefined ? 0.1 : 0)
    return sent(0.005, 0.95 * separates(setting))
  },
})

/** A change that may be the cure. */
const curing = (
  parts: Pick<Experiment, 'id' | 'title' | 'changes' | 'readings'> & {
    readonly cures: RankedCauseId
    readonly chanceOf: (setting: Setting) => number
  },
): Experiment => ({
  ...parts,
  how: 'send',
  cost: () => 2,
  settles: parts.cures,
  predict: (cause, setting) =>
    sent(
      cause === parts.cures ? parts.chanceOf(setting) : chance(cause),
      cause === parts.cures ? 0.05 : 0.02,
    ),
})

const untried = (id: ExperimentId, { trials }: Setting, all: readonly string[]): string[] =>
  all.filter((change) => !trials.some((trial) => trial.experiment === id && trial.change === change))
const tried = (id: ExperimentId, { trials }: Setting): number =>
  trials.filter(({ experiment }) => experiment === id).length

/** A registration can also differ in something that is not what the server refuses. */
const COINCIDENCE = 0.005
const BY_COINCIDENCE: Prediction = Object.fromEntries(
  ['client-differs', 'key-differs', 'algorithm-differs', 'method-differs', 'scopes-differ', 'not-active'].map(
    (reading) => [reading, COINCIDENCE],
  ),
)

/** rules of the decision procedure, X0 to X18; X19 compares environments and has a table of its own. */
export const EXPERIMENTS: readonly Experiment[] = [
  {
    id: 'X14',
    title: 'Read the registration back and compare it with this environment',
    how: 'ask',
    cost: () => 1,
    changes: openOnce('X14'),
    readings: {
      'client-differs': {
        label: 'another client id',
        meaning: 'The client id is the fault: this server knows the app by another one, or not at all.',
      },
      'key-differs': {
        label: 'another key or JWK Set URL',
        meaning: 'The server verifies with another key: register this one, or sign with that one.',
      },
      'algorithm-differs': {
        label: 'another signing algorithm',
        meaning: 'The registered algorithm is the fault: sign with it, or change it there.',
      },
      'method-differs': {
        label: 'another authentication method',
        meaning: 'The app is registered for another method than private_key_jwt.',
      },
      'scopes-differ': {
        label: 'a scope is not granted there',
        meaning: 'A scope that is asked for is not granted to this app.',
      },
      'not-active': {
        label: 'not active, not approved or not mapped',
        meaning: 'The app has to be activated, approved or mapped at this site first.',
      },
      'saved-lately': {
        label: 'as here, and saved only lately',
        meaning: 'The registration is right and may not have reached this server yet: wait, then repeat.',
      },
      'as-here': {
        label: 'everything as here',
        meaning: 'Client id, key, algorithm, method and status are no longer likely.',
      },
    },
    predict(cause) {
      const spread = (reading: string, share: number): Prediction => ({
        ...BY_COINCIDENCE,
        [reading]: share,
        'as-here': 1 - share - COINCIDENCE * (Object.keys(BY_COINCIDENCE).length - 1),
      })
      const own: Partial<Record<RankedCauseId, Prediction>> = {
        'registration-client-unknown': spread('client-differs', 0.95),
        'registration-other-key': spread('key-differs', 0.9),
        'header-alg-registered-mismatch': spread('algorithm-differs', 0.95),
        'registration-auth-method': spread('method-differs', 0.95),
        'registration-scope': spread('scopes-differ', 0.9),
        'registration-not-active': spread('not-active', 0.9),
        'env-sync-pending': spread('saved-lately', 0.85),
        'env-jwks-cache-pending': spread('saved-lately', 0.1),
        'kid-reused-after-rotation': spread('saved-lately', 0.1),
      }
      return own[cause] ?? spread('saved-lately', 0.03)
    },
  },
  {
    id: 'X0',
    title: 'Repeat unchanged, with a new jti and new times',
    how: 'send',
    cost: () => 1,
    changes: openOnce('X0'),
    readings: readings(
      'The request is right: a used jti, an incident, or nodes of the server that differ.',
      'The server does not answer alike twice: several nodes, an incident or something on the way.',
      'The refusal is stable; an incident and a used jti become unlikely.',
    ),
    predict(cause) {
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
    ...curing({
      id: 'X5',
      title: 'Name this server in aud by another of its own addresses',
      cures: 'audience-undocumented',
      chanceOf: (setting) => (tried('X5', setting) === 0 ? 0.6 : 0.35),
      changes: (setting) => untried('X5', setting, audienceForms(setting.facts)),
      readings: readings(
        'This site wants that audience, whatever its documents say.',
        'The audience was reached: the answer now speaks of it.',
        'That form of the audience is not the cure.',
      ),
    }),
  },
  curing({
    id: 'X6',
    title: 'Shorten the lifetime: iat 30 s back, exp 60 s ahead, no nbf',
    cures: 'env-clock-offset',
    chanceOf: () => 0.9,
    changes: openOnce('X6'),
    readings: readings(
      'The clock or the lifetime window is the fault.',
      'The times were reached: the answer now speaks of something else.',
      'A clock that is off by less than half a minute, or none at all.',
    ),
  }),
  curing({
    id: 'X10',
    title: 'Sign with another algorithm of the same key',
    cures: 'header-alg-registered-mismatch',
    chanceOf: (setting) => 0.9 / Math.max(1, setting.algorithms.length - 1 - tried('X10', setting)),
    changes: (setting) => untried('X10', setting, otherAlgorithms(setting)),
    readings: readings(
      'That algorithm is the registered or allowed one.',
      'The algorithm was reached: the answer now speaks of it.',
      'That algorithm is not the cure.',
    ),
  }),
  curing({
    id: 'X11',
    title: 'Leave out what this server may not like',
    cures: 'undocumented-strictness',
    chanceOf: () => 0.4,
    changes: (setting) => untried('X11', setting, strictnessChanges(setting)),
    readings: readings(
      'The server refuses something that its documents allow.',
      'The change was noticed: the answer now speaks of something else.',
      'It is not that.',
    ),
  }),
  curing({
    id: 'X17',
    title: 'Ask for other scopes',
    cures: 'registration-scope',
    chanceOf: () => 0.8,
    changes: (setting) => untried('X17', setting, scopeChanges(setting)),
    readings: readings(
      'The client is authenticated; a scope was the fault.',
      'invalid_scope in place of the old answer shows that authentication passed.',
      'The scopes are not what is refused.',
    ),
  }),
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
    id: 'X12',
    title: "Send a kid that nobody knows and look into the access log of your JWK Set's host",
    how: 'ask',
    cost: () => 3,
    changes: (setting) =>
      setting.facts.environment.registration?.keyMode === 'uploaded-key' ? [] : openOnce('X12')(setting),
    readings: {
      fetched: {
        label: 'the server fetched it',
        meaning: 'The server knows this client id and this JWK Set URL; look at what the set says and signs.',
      },
      'not-fetched': {
        label: 'no request came',
        meaning: 'Client unknown, another URL registered, a cached set, or the server cannot reach the host.',
      },
    },
    predict(cause) {
      const seen: Partial<Record<RankedCauseId, number>> = {
        'registration-client-unknown': 0,
        'env-sync-pending': 0.05,
        'registration-not-active': 0.1,
        'registration-auth-method': 0.1,
        'registration-other-key': 0.2,
        'env-jwks-cache-pending': 0.1,
        'jwks-not-fetchable-by-server': 0.3,
        'kid-reused-after-rotation': 0.3,
      }
      const fetched = seen[cause] ?? 0.8
      return { fetched, 'not-fetched': 1 - fetched }
    },
  },
  breaking({
    id: 'X1',
    title: 'Name a client that nobody has: iss and sub are a random id',
    step: 1,
    differs: 'The client id of the first request is known to this server.',
  }),
  breaking({
    id: 'X2',
    title: 'Name a kid that nobody has',
    step: 3,
    differs: 'The key of the first request was found: look at the claims.',
  }),
  breaking({
    id: 'X3',
    title: 'Break the signature by one bit',
    step: 4,
    differs: "The first request's signature was accepted: look at the claims.",
  }),
  breaking({
    id: 'X4',
    title: 'Name an audience that nobody has, https://invalid.example/',
    step: 5,
    differs: 'The audience of the first request was accepted, or comes later than its fault.',
  }),
  breaking({
    id: 'X7',
    title: 'Send an assertion that expired ten minutes ago',
    step: 5,
    differs: 'This server has an answer of its own for times: the first request was not refused for them.',
  }),
  breaking({
    id: 'X9',
    title: 'Send no assertion at all',
    step: 0,
    differs: 'This server does tell faults of the assertion apart from a missing one.',
  }),
  {
    id: 'X16',
    title: 'Repeat from another network, without a proxy',
    how: 'ask',
    cost: () => 3,
    changes: openOnce('X16'),
    readings: {
      works: {
        label: 'it works there',
        meaning: 'Something between this machine and the server is the fault.',
      },
      same: { label: 'the same answer', meaning: 'The network is not the fault.' },
    },
    predict: (cause) =>
      cause === 'altered-in-transit'
        ? { works: 0.9, same: 0.1 }
        : { works: chance(cause), same: 1 - chance(cause) },
  },
  {
    id: 'X18',
    title: 'Ask for another grant with the same credential',
    how: 'ask',
    cost: () => 3,
    changes: openOnce('X18'),
    readings: {
      authenticated: {
        label: 'unauthorized_client or a login page',
        meaning: 'The credential is accepted; the app may not use this grant.',
      },
      same: { label: 'the same answer', meaning: 'The client is refused whatever it asks for.' },
    },
    predict(cause) {
      const authenticated = cause === 'registration-not-active' || cause === 'registration-scope' ? 0.5 : 0.02
      return { authenticated, same: 1 - authenticated }
    },
  },
]

/** True where registration or key are known to have changed, so that waiting can help. */
function wasChanged({ facts, trials, waitS }: Setting): boolean {
  const { savedAt, keyChangedAt } = facts.environment.registration ?? {}
  const isSaid = waitS !== undefined || savedAt !== undefined || keyChangedAt !== undefined
  return isSaid || trials.some(({ reading }) => reading === 'saved-lately')
}

/** Most usual first; only what the key can sign. */
const ALGORITHM_ORDER = ['RS384', 'RS256', 'ES384', 'ES256', 'PS256', 'PS384', 'PS512', 'RS512', 'ES512']

function otherAlgorithms({ facts, algorithms }: Setting): string[] {
  const current = facts.assertion?.header?.members['alg']
  return ALGORITHM_ORDER.filter((alg) => algorithms.includes(alg) && alg !== current)
}

export const STRICTNESS_CHANGES = ['typ JWT', 'plain claims', 'without typ', 'without kid'] as const

function strictnessChanges({ facts }: Setting): string[] {
  const header = facts.assertion?.header?.members ?? {}
  const claims = Object.keys(facts.assertion?.payload?.members ?? {})
  const hasExtra = claims.some((name) => !/^(iss|sub|aud|exp|iat|jti)$/.test(name))
  return STRICTNESS_CHANGES.filter((change) => {
    if (change === 'typ JWT') return header['typ'] !== 'JWT'
    if (change === 'plain claims') return hasExtra
    return change === 'without typ' ? header['typ'] !== undefined : header['kid'] !== undefined
  })
}

function scopeChanges({ facts }: Setting): string[] {
  const asked = facts.request?.param('scope')?.split(' ').filter(Boolean) ?? []
  if (asked.length === 0) return []
  return ['without scope', ...(asked.length > 1 ? asked.slice(0, 3).map((scope) => `only ${scope}`) : [])]
}

/** One change in words, for the button and for the history. */
export function describeChange(id: ExperimentId, change: string, setting: Pick<Setting, 'facts'>): string {
  if (change === ONLY) return experimentById(id).title
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
