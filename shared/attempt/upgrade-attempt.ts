/** The version that is written, and what the reader brings older ones to. */
export const CURRENT_FORMAT = 'attempt/1'

/** One step: the members of a file of one version as the next version has them, `format` included. */
export interface UpgradeStep {
  readonly from: string
  readonly apply: (members: Readonly<Record<string, unknown>>) => Record<string, unknown>
}

/** Oldest first. A new version of the format adds one step here and changes none. */
const UPGRADE_STEPS: readonly UpgradeStep[] = []

/** The members as the current version has them; undefined for a version that no step starts from. */
export function upgradeAttempt(
  members: Readonly<Record<string, unknown>>,
  steps: readonly UpgradeStep[] = UPGRADE_STEPS,
): Readonly<Record<string, unknown>> | undefined {
  let current = members
  // Each step is taken at most once, so that a step that does not lead on ends the reading.
  for (const { from, apply } of steps) if (current['format'] === from) current = apply(current)
  return current['format'] === CURRENT_FORMAT ? current : undefined
}
