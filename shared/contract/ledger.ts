import { z } from 'zod'
import { defineOperation } from './operation.ts'

/** One outbound connection, one key file opened, or one run of the signer command. */
export const ledgerEntry = z.object({
  sequence: z.number().int(),
  at: z.number(),
  kind: z.enum(['connection', 'key-file', 'signer']),
  /** Origin and path without query, or the file's name. */
  target: z.string(),
  reason: z.string(),
  result: z.string(),
  bytesSent: z.number().int().optional(),
  bytesReceived: z.number().int().optional(),
})
export type LedgerEntry = z.infer<typeof ledgerEntry>

export const readLedger = defineOperation({
  id: 'readLedger',
  method: 'GET',
  path: '/api/ledger',
  summary: 'Every outbound connection and every key file opened in this run, newest first',
  request: z.strictObject({}),
  response: z.object({ entries: z.array(ledgerEntry) }),
})
