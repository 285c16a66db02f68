import { z } from 'zod'
import { attempt, FLOWS } from '../attempt/attempt.ts'
import { defineOperation } from './operation.ts'

export const HISTORY_OUTCOMES = ['token', 'oauth-error', 'not-conformant', 'no-response'] as const
export const historyOutcome = z.enum(HISTORY_OUTCOMES)

/** One attempt as a line of the history. */
export const historyRow = z.object({
  id: z.string(),
  /** Order of recording; the clock may jump. */
  sequence: z.number().int(),
  environmentId: z.string(),
  environmentName: z.string(),
  sentAt: z.number(),
  madeBy: z.string(),
  profile: z.string(),
  flow: z.enum(FLOWS),
  status: z.number().optional(),
  outcome: historyOutcome,
  error: z.string().optional(),
  /** The first cause, as it was judged when it was recorded. */
  cause: z.object({ id: z.string(), title: z.string(), grade: z.string() }).optional(),
  /** Names of what differs from the one before in the same environment; undefined for the first. */
  changed: z.array(z.string()).optional(),
  pinned: z.boolean(),
  name: z.string(),
  note: z.string(),
})
export type HistoryRow = z.infer<typeof historyRow>

const filter = {
  environmentId: z.string().max(64).optional(),
  outcome: historyOutcome.optional(),
  cause: z.string().max(80).optional(),
  /** Looked for in name, note, cause, error, client id, kid, jti, request ids, host and key thumbprint. */
  text: z.string().max(200).optional(),
  /** NumericDates. */
  from: z.coerce.number().optional(),
  until: z.coerce.number().optional(),
  pinned: z.literal('yes').optional(),
}
export type HistoryFilter = z.infer<z.ZodObject<typeof filter>>

export const retention = z.object({
  /** Attempts; pinned ones are kept besides. */
  count: z.number().int().min(1).max(10_000),
  days: z.number().int().min(1).max(3_650),
})
export type Retention = z.infer<typeof retention>

export const listHistory = defineOperation({
  id: 'listHistory',
  method: 'GET',
  path: '/api/history',
  summary: 'Attempts of this and earlier runs, newest first, a page at a time',
  request: z.strictObject({
    ...filter,
    /** Only rows recorded before this one. */
    before: z.coerce.number().int().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.object({
    rows: z.array(historyRow),
    /** Of the filter. */
    total: z.number().int(),
    /** Hand it in as `before` for older ones; absent at the end. */
    next: z.number().int().optional(),
  }),
})

export const describeHistory = defineOperation({
  id: 'describeHistory',
  method: 'GET',
  path: '/api/history/place',
  summary: 'Where the history lies, how much of it there is, and what can be filtered by',
  request: z.strictObject({}),
  response: z.object({
    stored: z.boolean(),
    path: z.string().optional(),
    bytes: z.number().int(),
    count: z.number().int(),
    retention,
    environments: z.array(z.object({ id: z.string(), name: z.string(), count: z.number().int() })),
    causes: z.array(z.object({ id: z.string(), title: z.string(), count: z.number().int() })),
    /** A damaged file that was set aside, attempts that could not be written. */
    warnings: z.array(z.string()),
    /** What was deleted last and can come back. */
    undo: z.number().int(),
  }),
})

export const readHistory = defineOperation({
  id: 'readHistory',
  method: 'GET',
  path: '/api/history/attempt',
  summary: 'One attempt, redacted as it lies on the disk',
  request: z.strictObject({ id: z.string().max(64) }),
  response: z.object({ row: historyRow, attempt }),
})

export const changeHistory = defineOperation({
  id: 'changeHistory',
  method: 'POST',
  path: '/api/history/change',
  summary: 'Pin, name or note one attempt',
  request: z.strictObject({
    id: z.string().max(64),
    pinned: z.boolean().optional(),
    name: z.string().max(80).optional(),
    note: z.string().max(2_000).optional(),
  }),
  response: z.object({ row: historyRow }),
})

export const removeHistory = defineOperation({
  id: 'removeHistory',
  method: 'POST',
  path: '/api/history/remove',
  summary:
    'Delete attempts from the disk; they stay in memory until the next deletion, so that it can be undone',
  request: z.union([
    z.strictObject({ ids: z.array(z.string().max(64)).min(1).max(200) }),
    z.strictObject({ all: z.literal(true) }),
  ]),
  response: z.object({ removed: z.number().int() }),
})

export const restoreHistory = defineOperation({
  id: 'restoreHistory',
  method: 'POST',
  path: '/api/history/restore',
  summary: 'Undo the last deletion',
  request: z.strictObject({}),
  response: z.object({ restored: z.number().int() }),
})

export const wipeHistory = defineOperation({
  id: 'wipeHistory',
  method: 'POST',
  path: '/api/history/wipe',
  summary: 'Delete everything, pinned ones and what could be undone too; cannot be undone',
  request: z.strictObject({}),
  response: z.object({ removed: z.number().int() }),
})

export const setRetention = defineOperation({
  id: 'setRetention',
  method: 'PUT',
  path: '/api/history/retention',
  summary: 'How many attempts are kept and for how long; what is beyond it goes at once',
  request: z.strictObject({ retention }),
  response: z.object({ retention, removed: z.number().int() }),
})

export const importAttempt = defineOperation({
  id: 'importAttempt',
  method: 'POST',
  path: '/api/history/import',
  summary:
    'Put an attempt file, or what the evidence snippets printed, into the history, redacted as every other one',
  request: z.strictObject({
    text: z.string().max(900_000),
    /** Whose settings and documents go with evidence, which has none of its own. */
    environmentId: z.string().max(64).optional(),
  }),
  response: z.object({ row: historyRow, warnings: z.array(z.string()) }),
})
