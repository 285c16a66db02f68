import { z } from 'zod'
import { defineOperation } from './operation.ts'

const practiceState = z.object({
  state: z.enum(['starting', 'ready', 'failed', 'off']),
  origin: z.string().optional(),
  detail: z.string().optional(),
  /** Adds what SMART demands and the library does not check. */
  strict: z.boolean(),
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
  summary: 'Switch the practice server between lenient and strict',
  request: z.strictObject({ strict: z.boolean() }),
  response: practiceState,
})
