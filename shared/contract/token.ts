import { z } from 'zod'
import { failureClass } from '../attempt/attempt.ts'
import { defineOperation } from './operation.ts'
import { confirm } from './problem.ts'

const claim = z.object({
  name: z.string(),
  /** JSON text; undefined where it names a person and is not shown. */
  value: z.string().optional(),
})

/** What came with an access token, as it may be shown: who it is about stays behind an explicit reveal. */
export const tokenDetails = z.object({
  /** Launch context members of the answer; patient, encounter and their like are masked. */
  context: z.array(claim),
  needPatientBanner: z.boolean().optional(),
  accessToken: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('opaque'), characters: z.number().int() }),
    z.object({ kind: z.literal('jwt'), header: z.array(claim), claims: z.array(claim) }),
  ]),
  idToken: z
    .object({
      header: z.array(claim),
      claims: z.array(claim),
      checks: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          state: z.enum(['passed', 'failed', 'unknown', 'not-applicable']),
          detail: z.string(),
          actual: z.string().optional(),
          expected: z.string().optional(),
        }),
      ),
      /** The server's keys have been fetched. */
      hasKeys: z.boolean(),
    })
    .optional(),
})

export const readToken = defineOperation({
  id: 'readToken',
  method: 'GET',
  path: '/api/attempts/token',
  summary: 'What came with an access token: launch context, decoded tokens, every check of the id_token',
  request: z.strictObject({ attemptId: z.string().max(64) }),
  response: tokenDetails,
})

export const triedToken = z.object({
  url: z.string(),
  status: z.number().int().optional(),
  statusText: z.string().optional(),
  failure: failureClass.optional(),
  detail: z.string().optional(),
  durationMs: z.number(),
  bytes: z.number().int().optional(),
  mediaType: z.string().optional(),
  resourceType: z.string().optional(),
  entries: z.number().int().optional(),
  issues: z.array(z.object({ severity: z.string(), code: z.string(), text: z.string().optional() })),
  /** One sentence: what this answer means for the token. */
  meaning: z.string(),
  /** Masked; undefined where nothing of it may be shown. */
  body: z.string().optional(),
})

export const tryToken = defineOperation({
  id: 'tryToken',
  method: 'POST',
  path: '/api/attempts/try',
  summary:
    'One GET on the FHIR server with the token of an attempt; never to another origin, no redirect followed',
  request: z.strictObject({
    attemptId: z.string().max(64),
    /** Below the FHIR base, or an address of the same origin. */
    path: z.string().max(2_048),
    confirm,
  }),
  response: triedToken,
})
