import type { Experiment } from './experiment.ts'
import { breaking } from './makers.ts'

/** One thing broken on purpose, to see whether the answer changes: then it was in order before. */
export const BREAKING: readonly Experiment[] = [
  breaking({
    id: 'X1',
    title: 'Name a client that nobody has: iss and sub are a random id',
    step: 1,
    breaks: ['registration-client-unknown'],
    differs: 'The client id of the first request is known to this server.',
  }),
  breaking({
    id: 'X2',
    title: 'Name a kid that nobody has',
    step: 3,
    breaks: ['env-jwks-cache-pending'],
    differs: 'The key of the first request was found: look at the claims.',
  }),
  breaking({
    id: 'X3',
    title: 'Break the signature by one bit',
    step: 4,
    breaks: ['registration-other-key', 'kid-reused-after-rotation'],
    differs: "The first request's signature was accepted: look at the claims.",
  }),
  breaking({
    id: 'X4',
    title: 'Name an audience that nobody has, https://invalid.example/',
    step: 5,
    breaks: ['audience-undocumented'],
    differs: 'The audience of the first request was accepted, or comes later than its fault.',
  }),
  breaking({
    id: 'X7',
    title: 'Send an assertion that expired ten minutes ago',
    step: 5,
    breaks: [],
    differs: 'This server has an answer of its own for times: the first request was not refused for them.',
  }),
  breaking({
    id: 'X9',
    title: 'Send no assertion at all',
    step: 0,
    breaks: [],
    differs: 'This server does tell faults of the assertion apart from a missing one.',
  }),
]
