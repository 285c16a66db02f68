import type { Facts } from '../facts/facts.ts'
import { fail, pass, type Failure, type RuleResult } from './define-rule.ts'

/** A breach smaller than this may be forgiven where the profile's tolerance is not known. Seconds. */
const FORGIVABLE_S = 60

/**
 * A fault of time with the certainty that the clocks allow: proved only beyond the uncertainty of the server's own
 * Date and the profile's tolerance; a pointer without a Date; a warning while an unknown tolerance may forgive it.
 * @param breachS how far beyond the limit, seconds; 0 or less is no breach.
 */
export function timeFailure(
  facts: Facts,
  breachS: number,
  message: string,
  more: Omit<Partial<Failure>, 'kind' | 'message' | 'proof' | 'severity'> & {
    readonly pointer: string
    readonly skewS?: number | undefined
  },
): RuleResult {
  const { pointer, skewS, ...rest } = more
  const toleranceS = skewS ?? facts.profile.parameters.skewS
  const { server } = facts.clock
  // What lies within the uncertainty of the measured clock is no breach that anybody has seen.
  if (breachS <= (toleranceS ?? 0) || breachS <= (server?.uncertaintyS ?? 0)) return pass
  const sure = server !== undefined && breachS > server.uncertaintyS + (toleranceS ?? FORGIVABLE_S)
  if (sure) return fail(pointer, message, { ...rest, proof: 'P' })
  const likely = breachS > (toleranceS ?? FORGIVABLE_S)
  return fail(pointer, message, { ...rest, proof: 'S', ...(likely ? {} : { severity: 'warning' as const }) })
}
