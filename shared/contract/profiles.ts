import { z } from 'zod'
import type { Profile } from '../profiles/profile.ts'
import { defineOperation } from './operation.ts'

/** Why a profile file is not used; the line counts from 1. */
export const profileProblem = z.object({
  file: z.string(),
  line: z.number().int().positive().optional(),
  detail: z.string(),
})
export type ProfileProblem = z.infer<typeof profileProblem>

/** A profile as the server read it from a file that it has checked; the page uses it as it is. */
const ownProfile = z.custom<Profile>((value) => typeof value === 'object' && value !== null && 'own' in value)

export const listProfiles = defineOperation({
  id: 'listProfiles',
  method: 'GET',
  path: '/api/profiles',
  summary: 'The profiles of one’s own in the data folder, and why a file is not one',
  request: z.strictObject({}),
  response: z.object({
    folder: z.string(),
    profiles: z.array(ownProfile),
    problems: z.array(profileProblem),
  }),
})

export const copyProfile = defineOperation({
  id: 'copyProfile',
  method: 'POST',
  path: '/api/profiles/copy',
  summary: 'Write a copy of a profile into the data folder, to be changed there',
  request: z.strictObject({
    from: z.string().min(1).max(64),
    name: z.string().trim().min(1).max(80),
  }),
  response: z.object({ id: z.string(), path: z.string() }),
})
