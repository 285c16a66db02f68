import { z } from 'zod'
import { PRACTICE_FAULTS } from '../practice/practice-faults.ts'
import { defineOperation } from './operation.ts'

const fault = z.enum(PRACTICE_FAULTS.map(({ id }) => id))
const seconds = z.number().int().min(1).max(86_400)

const practiceState = z.object({
  state: z.enum(['starting', 'ready', 'failed', 'off']),
  origin: z.string().optional(),
  detail: z.string().optional(),
  /** Adds what SMART demands and the library does not check. */
  strict: z.boolean(),
  /** Demands a DPoP proof with a nonce of its own. */
  dpop: z.boolean(),
  /** The faults that are on. */
  faults: z.array(fault),
  /** How long `not-synced` lasts from when it is switched on. */
  syncS: seconds,
  /** How far the faulty clocks are off. */
  clockOffsetS: seconds,
  /** When `not-synced` ends; absent when it is off. NumericDate. */
  syncedAt: z.number().optional(),
  ehrPageUrl: z.string().optional(),
  fhirBaseUrl: z.string().optional(),
  jwksUrl: z.string().optional(),
  /** The real reasons of refusals, newest first; a client never sees them. */
  refusals: z.array(z.object({ at: z.number(), error: z.string(), reason: z.string() })),
})

export const readPractice = defineOperation({
  id: 'readPractice',
  method: 'GET',
  path: '/api/practice',
  summary: 'The practice server: its addresses and why it refused what it refused',
  request: z.strictObject({}),
  response: practiceState,
})

export const changePractice = defineOperation({
  id: 'changePractice',
  method: 'POST',
  path: '/api/practice',
  summary:
    'Switch strictness and faults of the practice server; faults that are named are on, every other is off',
  request: z.strictObject({
    strict: z.boolean().optional(),
    dpop: z.boolean().optional(),
    faults: z.array(fault).max(PRACTICE_FAULTS.length).optional(),
    syncS: seconds.optional(),
    clockOffsetS: seconds.optional(),
  }),
  response: practiceState,
})
