import type { RankedCauseId } from '../priors.ts'
import { openOnce, type Experiment, type Prediction } from './experiment.ts'
import { chance } from './makers.ts'

/** A registration can also differ in something that is not what the server refuses. */
const COINCIDENCE = 0.005
const BY_COINCIDENCE: Prediction = Object.fromEntries(
  ['client-differs', 'key-differs', 'algorithm-differs', 'method-differs', 'scopes-differ', 'not-active'].map(
    (reading) => [reading, COINCIDENCE],
  ),
)

/** What somebody looks up elsewhere: nothing is sent, save for the request that X12 looks for in a log. */
export const ASKING = [
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
      const spread = (reading: string, share: number): Prediction => {
        const odds = { ...BY_COINCIDENCE, [reading]: share }
        return { ...odds, 'as-here': 1 - Object.values(odds).reduce((sum, each) => sum + each, 0) }
      }
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
] as const satisfies readonly Experiment[]
