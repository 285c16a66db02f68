import type { Flow } from '../attempt/attempt.ts'
import type { Draft } from '../contract/environments.ts'

/**
 * Parameters that say something else in each grant, or nothing: the scope of a backend service is no scope of a code
 * exchange (RFC 6749 §4.1.3 has none) and too much for a refresh (§6).
 */
const OF_ONE_GRANT = new Set(['scope', 'redirect_uri'])

/** The draft with another grant. What was typed for the old one alone waits until it is chosen again. */
export function withFlow(draft: Draft, flow: Flow): Draft {
  if (flow === draft.flow) return draft
  const { [flow]: back = [], ...others } = draft.aside ?? {}
  const set = draft.parameters.filter(([name]) => OF_ONE_GRANT.has(name))
  const stays = draft.parameters.filter(([name]) => !OF_ONE_GRANT.has(name))
  const aside = { ...others, ...(set.length === 0 ? {} : { [draft.flow]: set }) }
  return { ...draft, flow, parameters: [...back, ...stays], aside }
}
