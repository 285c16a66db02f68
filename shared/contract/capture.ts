import { z } from 'zod'
import { defineOperation } from './operation.ts'
import { confirm } from './problem.ts'

/** What the listener may answer by itself. */
export const CAPTURE_ERRORS = {
  invalid_client: 401,
  invalid_request: 400,
  invalid_grant: 400,
  unauthorized_client: 400,
  invalid_scope: 400,
  server_error: 500,
  temporarily_unavailable: 503,
} as const
export type CaptureError = keyof typeof CAPTURE_ERRORS
export const captureError = z.enum(Object.keys(CAPTURE_ERRORS) as [CaptureError, ...CaptureError[]])

const pair = z.tuple([z.string(), z.string()])

/** What a rule says of a captured request; computed over its masked form. */
export const capturedFinding = z.object({
  ruleId: z.string(),
  title: z.string(),
  grade: z.enum(['proven', 'probable', 'possible', 'hint']),
  message: z.string(),
  where: z.string(),
  actual: z.string().optional(),
  expected: z.string().optional(),
  index: z.number().optional(),
  fix: z.string(),
})
export type CapturedFinding = z.infer<typeof capturedFinding>

export const capturedDifference = z.object({
  name: z.string(),
  before: z.string().optional(),
  after: z.string().optional(),
})

/** One request that came to the listener, as it may be shown: signature and secrets are masked. */
export const capturedRequest = z.object({
  id: z.string(),
  sequence: z.number().int(),
  at: z.number(),
  kind: z.enum(['token', 'authorize', 'jwks']),
  method: z.string(),
  /** Where it would have gone: the environment's own address with the query as it came. */
  url: z.string(),
  headers: z.array(pair),
  body: z.string(),
  bodyBytes: z.number().int(),
  headerText: z.string(),
  payloadText: z.string(),
  findings: z.array(capturedFinding),
  /** In one sentence each: what is striking beside the requests before it. */
  remarks: z.array(z.string()),
  /** Against the request of the same kind before it. */
  changed: z.array(capturedDifference),
  answered: z.object({
    by: z.enum(['listener', 'relay']),
    status: z.number().int().optional(),
    error: z.string().optional(),
    detail: z.string().optional(),
  }),
  /** Of a relayed one: it is on the Answer screen too. */
  attemptId: z.string().optional(),
})
export type ShownCapture = z.infer<typeof capturedRequest>

export const captureState = z.object({
  listening: z.boolean(),
  environmentId: z.string().optional(),
  /** Copyable; each holds the secret path. */
  urls: z.object({ token: z.string(), authorize: z.string(), jwks: z.string() }).optional(),
  /** The real addresses in whose place the listener stands. */
  targets: z.object({
    token: z.string().optional(),
    authorize: z.string().optional(),
    jwks: z.string().optional(),
  }),
  answer: z.object({ error: captureError, relaysLeft: z.number().int() }),
  /** Requests without the secret path, or from a web page. */
  refused: z.number().int(),
  /** Newest first. */
  requests: z.array(capturedRequest),
})
export type CaptureState = z.infer<typeof captureState>

export const readCapture = defineOperation({
  id: 'readCapture',
  method: 'GET',
  path: '/api/capture',
  summary: 'The capture listener: where it listens, what it answers, what it caught',
  request: z.strictObject({}),
  response: captureState,
})

export const startCapture = defineOperation({
  id: 'startCapture',
  method: 'POST',
  path: '/api/capture/start',
  summary: 'Open the capture listener in the place of this environment’s endpoints',
  request: z.strictObject({ environmentId: z.string().max(64) }),
  response: captureState,
})

export const stopCapture = defineOperation({
  id: 'stopCapture',
  method: 'POST',
  path: '/api/capture/stop',
  summary: 'Close the capture listener; what it caught stays until it is cleared',
  request: z.strictObject({}),
  response: captureState,
})

export const setCaptureAnswer = defineOperation({
  id: 'setCaptureAnswer',
  method: 'POST',
  path: '/api/capture/answer',
  summary:
    'Choose what is answered; relaying needs a yes that names the origin and is used up request by request',
  request: z.strictObject({
    error: captureError,
    /** So many of the next requests are sent on, each once; 0 for none. */
    relays: z.number().int().min(0).max(10),
    confirm,
  }),
  response: captureState,
})

export const clearCapture = defineOperation({
  id: 'clearCapture',
  method: 'POST',
  path: '/api/capture/clear',
  summary: 'Forget what was caught',
  request: z.strictObject({}),
  response: captureState,
})
