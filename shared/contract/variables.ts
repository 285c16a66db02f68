import { z } from 'zod'
import { defineOperation } from './operation.ts'

export const listVariables = defineOperation({
  id: 'listVariables',
  method: 'GET',
  path: '/api/variables',
  summary: 'Names of the variables that this program was started with; no value',
  request: z.strictObject({}),
  response: z.object({
    /** Sorted. */
    names: z.array(z.string()),
  }),
})

export const takeVariable = defineOperation({
  id: 'takeVariable',
  method: 'POST',
  path: '/api/variables/take',
  summary: 'The value of one variable that an environment has a field for; a secret is withheld',
  request: z.strictObject({ name: z.string().min(1).max(200) }),
  response: z.union([
    z.object({ name: z.string(), value: z.string() }),
    /** Why the value stays where it is, as the end of a sentence. */
    z.object({ name: z.string(), withheld: z.string() }),
  ]),
})
