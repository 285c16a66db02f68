import { z } from 'zod'
import { failureClass } from '../attempt/attempt.ts'

/** What a token endpoint's answer is; its 401 is data in our 200. Token values are never in here. */
export const tokenOutcome = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('token'),
    status: z.number(),
    tokenType: z.string().optional(),
    scope: z.string().optional(),
    expiresInS: z.number().optional(),
    /** Names of the members that the answer has. */
    members: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('oauth-error'),
    status: z.number(),
    error: z.string(),
    description: z.string().optional(),
    uri: z.string().optional(),
  }),
  z.object({ kind: z.literal('not-conformant'), status: z.number(), why: z.string() }),
  z.object({ kind: z.literal('no-response'), failure: failureClass, detail: z.string() }),
])
export type TokenOutcome = z.infer<typeof tokenOutcome>
