import { z } from 'zod'
import { MAX_HEADER_TEXT, MAX_PAYLOAD_TEXT } from '../assertion/text-limits.ts'
import { attemptEnvironment, FLOWS } from '../attempt/attempt.ts'
import { launchValues } from './logins.ts'
import { defineOperation } from './operation.ts'

/** One server and one registration, as the person named it; holds no secret. */
export const environment = z.object({
  id: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[a-z0-9-]+$/),
  name: z.string().min(1).max(80),
  /** Environments with the same group are compared as one table. */
  group: z.string().min(1).max(80).optional(),
  profile: z.string().min(1).max(64),
  /** Where it comes from: only `user` ones can be edited or deleted; `team` ones stand in countersign.json. */
  origin: z.enum(['user', 'practice', 'file', 'team']),
  /** Id of the chosen key, if any. */
  keyId: z.string().max(200).optional(),
  /** Id of the key whose certificate a TLS server is shown that asks for one. */
  tlsKeyId: z.string().max(200).optional(),
  /** Production only: experiments and the watch may send here; each send still asks. */
  allowsAutomatic: z.boolean().optional(),
  /** The same members as the `environment` of an attempt file. */
  settings: attemptEnvironment,
})
export type Environment = z.infer<typeof environment>

/** The Launch step as typed. */
export const launchDraft = z.object({
  kind: z.enum(['ehr', 'standalone']),
  /** The authorization URL as typed; `<new>` stands where a value is made anew for each login. */
  template: z.string().max(16_384),
  /** What an EHR passed. */
  received: launchValues.optional(),
})
export type LaunchDraft = z.infer<typeof launchDraft>

/** What is being typed, kept per environment; secrets are left out by the page and refused by the server. */
export const draft = z.object({
  headerText: z.string().max(MAX_HEADER_TEXT),
  payloadText: z.string().max(MAX_PAYLOAD_TEXT),
  renewOnSend: z.boolean(),
  lifetimeS: z.number().int().positive().max(31_536_000),
  flow: z.enum(FLOWS),
  /** Further form parameters, decoded, in order; `code`, `code_verifier` and `refresh_token` are never kept. */
  parameters: z.array(z.tuple([z.string().max(200), z.string().max(8_192)])).max(40),
  /** By grant, what was typed for it alone and waits while another is chosen: its scope, its redirect_uri. */
  aside: z
    .partialRecord(z.enum(FLOWS), z.array(z.tuple([z.string().max(200), z.string().max(8_192)])).max(10))
    .optional(),
  /** A DPoP proof goes with the token request; the profile decides where it is absent. */
  dpop: z.boolean().optional(),
  launch: launchDraft.optional(),
})
export type Draft = z.infer<typeof draft>

export const listEnvironments = defineOperation({
  id: 'listEnvironments',
  method: 'GET',
  path: '/api/environments',
  summary: 'All environments with their drafts',
  request: z.strictObject({}),
  response: z.object({
    environments: z.array(environment),
    drafts: z.record(z.string(), draft),
    /** The one that was open last. */
    lastId: z.string().optional(),
  }),
})

export const saveEnvironment = defineOperation({
  id: 'saveEnvironment',
  method: 'PUT',
  path: '/api/environments',
  summary: 'Create an environment or replace the one with this id',
  request: z.strictObject({ environment }),
  response: z.object({ environment }),
})

export const removeEnvironment = defineOperation({
  id: 'removeEnvironment',
  method: 'POST',
  path: '/api/environments/remove',
  summary: 'Delete an environment and its draft; answers with both so that it can be undone',
  request: z.strictObject({ id: z.string().max(64) }),
  response: z.object({ environment, draft: draft.optional() }),
})

export const saveDraft = defineOperation({
  id: 'saveDraft',
  method: 'PUT',
  path: '/api/drafts',
  summary: 'Keep what is being typed in an environment',
  request: z.strictObject({ environmentId: z.string().max(64), draft }),
  response: z.object({ saved: z.boolean() }),
})
