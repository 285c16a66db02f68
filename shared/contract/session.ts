import { z } from 'zod'
import { defineOperation } from './operation.ts'

export const openSession = defineOperation({
  id: 'openSession',
  method: 'POST',
  path: '/api/session',
  summary: 'Exchange the one-time start code for the token of this run',
  request: z.strictObject({ boot: z.string().min(1).max(200) }),
  response: z.object({ token: z.string() }),
})

export const getStatus = defineOperation({
  id: 'getStatus',
  method: 'GET',
  path: '/api/status',
  summary: 'Version, folders and the state of the practice server',
  request: z.strictObject({}),
  response: z.object({
    version: z.string(),
    /** The server's clock, NumericDate with fraction. */
    now: z.number(),
    dataFolder: z.string(),
    stored: z.boolean().describe('False under --no-store: everything is forgotten at exit'),
    keyFolders: z.array(z.string()),
    warnings: z
      .array(z.string())
      .describe('Things about this process that weaken a promise, e.g. NODE_DEBUG is set'),
    practice: z.object({
      state: z.enum(['starting', 'ready', 'failed', 'off']),
      origin: z.string().optional(),
      detail: z.string().optional(),
    }),
  }),
})
