import { z } from 'zod'
import { MAX_HEADER_TEXT, MAX_PAYLOAD_TEXT } from '../assertion/text-limits.ts'
import { defineOperation } from './operation.ts'
import { confirm } from './problem.ts'

/** A request that the server repeats by itself, once: at the end of a delay, or when the key is published. */
export const watch = z.object({
  id: z.string(),
  environmentId: z.string(),
  environmentName: z.string(),
  mode: z.enum(['delay', 'kid']),
  /** `waiting` goes on; every other state is an end. */
  state: z.enum(['waiting', 'sending', 'succeeded', 'refused', 'failed']),
  startedAt: z.number(),
  /** When it acts next: sends, or looks at the JWK Set. NumericDate. */
  dueAt: z.number(),
  /** Of `kid`: what it looks for and how often it has looked. */
  kid: z.string().optional(),
  looks: z.number().int(),
  /** What has happened, in one sentence. */
  said: z.string(),
  attemptId: z.string().optional(),
})
export type Watch = z.infer<typeof watch>

export const startWatch = defineOperation({
  id: 'startWatch',
  method: 'POST',
  path: '/api/watches',
  summary:
    'Repeat a request once after a delay, or as soon as the JWK Set has its kid; replaces an earlier watch',
  request: z.strictObject({
    environmentId: z.string().max(64),
    keyId: z.string().max(200),
    mode: z.enum(['delay', 'kid']),
    /** Of `delay`: seconds from now until the request is sent. Of `kid`: seconds between two looks. */
    everyS: z.number().min(1).max(259_200),
    headerText: z.string().max(MAX_HEADER_TEXT),
    payloadText: z.string().max(MAX_PAYLOAD_TEXT),
    /** Decoded form parameters other than grant and assertion. */
    parameters: z.array(z.tuple([z.string().max(200), z.string().max(16_384)])).max(40),
    /** The refused attempt that it is about, if any. */
    attemptId: z.string().max(64).optional(),
    confirm,
  }),
  response: z.object({ watch }),
})

export const listWatches = defineOperation({
  id: 'listWatches',
  method: 'GET',
  path: '/api/watches',
  summary: 'Every watch of this run, newest first',
  request: z.strictObject({}),
  response: z.object({ watches: z.array(watch) }),
})

export const endWatch = defineOperation({
  id: 'endWatch',
  method: 'POST',
  path: '/api/watches/end',
  summary: 'Cancel a watch that waits, or put an ended one away',
  request: z.strictObject({ id: z.string().max(64) }),
  response: z.object({ watches: z.array(watch) }),
})
