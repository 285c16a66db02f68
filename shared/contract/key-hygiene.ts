import { z } from 'zod'
import { keySummary } from './keys.ts'
import { defineOperation } from './operation.ts'

/** Ids of what the person said yes to: the key of a production environment is not read on one press. */
const confirm = z.array(z.string().max(300)).max(10)

/** What the bytes of a key say; no byte of the key itself is in it. */
export const keyInspection = z.object({
  findings: z.array(
    z.object({
      ruleId: z.string(),
      title: z.string(),
      severity: z.enum(['error', 'warning', 'info']),
      message: z.string(),
      fix: z.string(),
    }),
  ),
  /** Each line by its shape: labels are shown, everything else is masked. */
  lines: z.array(
    z.object({
      number: z.number().int(),
      shown: z.string(),
      marks: z.array(z.string()),
    }),
  ),
  /** Lines beyond those that are listed. */
  moreLines: z.number().int(),
  /** What OpenSSL, through Node, says of the bytes as they are. */
  openssl: z.string(),
  /** The mechanical repair, where there is one, and what OpenSSL says of its result. */
  repair: z.object({ steps: z.array(z.string()), loads: z.boolean(), openssl: z.string() }).optional(),
})
export type KeyInspection = z.infer<typeof keyInspection>

export const inspectKey = defineOperation({
  id: 'inspectKey',
  method: 'POST',
  path: '/api/keys/inspect',
  summary: 'Say what is wrong with the bytes of a key, line by line, without showing them',
  request: z.strictObject({ keyId: z.string().max(200), profile: z.string().max(64), confirm }),
  response: keyInspection,
})

export const saveRepairedKey = defineOperation({
  id: 'saveRepairedKey',
  method: 'POST',
  path: '/api/keys/repair',
  summary:
    'Write the repaired text beside the key file, or into the first key folder where it comes from a variable; mode 0600, never over another file',
  request: z.strictObject({ keyId: z.string().max(200), confirm }),
  response: z.object({ name: z.string(), folder: z.string() }),
})

export const makeKey = defineOperation({
  id: 'makeKey',
  method: 'POST',
  path: '/api/keys/make',
  summary: 'Generate a key into the first key folder, mode 0600, never over another file',
  request: z.strictObject({ kind: z.enum(['rsa-3072', 'ec-p384']) }),
  response: z.object({ key: keySummary }),
})
