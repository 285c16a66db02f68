import { z } from 'zod'
import { PROBLEMS, type ErrorCode } from '../errors.ts'

const codes = Object.keys(PROBLEMS) as [ErrorCode, ...ErrorCode[]]

export const confirmation = z.object({
  id: z.string(),
  kind: z.enum([
    'key-and-origin',
    'ready-made-and-origin',
    'audience-elsewhere',
    'production-send',
    'production-key',
    'private-target',
    'capture-relay',
  ]),
  message: z.string(),
  values: z.record(z.string(), z.string()),
})

/** RFC 9457 problem details with our stable `code`. */
export const problem = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.number().int(),
  code: z.enum(codes),
  detail: z.string(),
  requestId: z.string(),
  /** With `confirmation-required`: what needs a yes. */
  confirmations: z.array(confirmation).optional(),
})
export type Problem = z.infer<typeof problem>

/** What the person has already said yes to, by confirmation id. */
export const confirm = z.array(z.string().max(600)).max(8).default([])
