import { audienceForms } from './audience-forms.ts'
import { otherAlgorithms, scopeChanges, strictnessChanges, tried, untried } from './changes.ts'
import { openOnce, type Experiment } from './experiment.ts'
import { curing, readings } from './makers.ts'

/** One change that may be the cure. */
export const CURING: readonly Experiment[] = [
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
]
