import { z } from 'zod'
import { defineOperation } from './operation.ts'

/** One kid with one key at a JWK Set URL, over all looks at it. NumericDates. */
export const seenKey = z.object({
  kid: z.string().optional(),
  /** RFC 7638, SHA-256, base64url. */
  thumbprint: z.string(),
  firstSeenAt: z.number(),
  lastSeenAt: z.number(),
  /** The last look before the first sight, where there was one. */
  absentAt: z.number().optional(),
})

export const listSeenKeys = defineOperation({
  id: 'listSeenKeys',
  method: 'GET',
  path: '/api/seen-keys',
  summary: 'Which key each kid of a JWK Set URL named at every look so far, newest first',
  request: z.strictObject({ url: z.string().max(2_048) }),
  response: z.object({ keys: z.array(seenKey) }),
})
