import { z } from 'zod'
import { defineOperation } from './operation.ts'

export const jwksHostState = z.object({
  /** Where it is served on this machine; undefined while it is not. */
  url: z.string().optional(),
  keys: z.array(z.object({ keyId: z.string(), kid: z.string(), thumbprint: z.string() })),
  /** Names under which others reach it, such as that of a tunnel. */
  hosts: z.array(z.string()),
  /** Who came and what they got, newest first. */
  requests: z.array(
    z.object({
      at: z.number(),
      method: z.string(),
      path: z.string(),
      host: z.string(),
      userAgent: z.string(),
      status: z.number().int(),
    }),
  ),
})
export type JwksHostState = z.infer<typeof jwksHostState>

export const readJwksHost = defineOperation({
  id: 'readJwksHost',
  method: 'GET',
  path: '/api/jwks-host',
  summary: 'The JWK Set that is served from here, and who fetched it',
  request: z.strictObject({}),
  response: jwksHostState,
})

export const changeJwksHost = defineOperation({
  id: 'changeJwksHost',
  method: 'POST',
  path: '/api/jwks-host',
  summary: 'Serve the public halves of these keys on a listener of its own; with none, stop',
  request: z.strictObject({
    /** Without a kid the thumbprint is the kid. */
    keys: z
      .array(z.strictObject({ keyId: z.string().max(200), kid: z.string().min(1).max(200).optional() }))
      .max(20),
    hosts: z
      .array(
        z
          .string()
          .max(253)
          .regex(/^[a-z0-9.-]+(:\d{1,5})?$/i),
      )
      .max(10),
  }),
  response: jwksHostState,
})
