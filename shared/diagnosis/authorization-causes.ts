import type { RankedCauseId } from './priors.ts'

/** An authorization request carries no assertion, so nothing about keys, clocks and audiences explains its refusal. */
const OF_AUTHORIZATION: ReadonlySet<string> = new Set<RankedCauseId>([
  'registration-client-unknown',
  'registration-not-active',
  'registration-scope',
  'env-sync-pending',
  'server-fault',
  'undocumented-strictness',
  'altered-in-transit',
])

/** Whether a ranked cause can be why the browser came back with an error. */
export const explainsAuthorization = (id: string): boolean => OF_AUTHORIZATION.has(id)
