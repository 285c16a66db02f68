import { describe, expect, it } from 'vitest'
import { RANKED_CAUSES, recalibrate, type RankedCauseId } from './priors.ts'

const ids = Object.keys(RANKED_CAUSES) as RankedCauseId[]

describe('recalibrate', () => {
  it('with nothing solved is the table itself', () => {
    const priors = recalibrate([])
    for (const id of ids) expect(priors[id].firstUse).toBeCloseTo(RANKED_CAUSES[id].firstUse)
  })

  it('raises what was found often, lowers the rest, and keeps the sum', () => {
    const solved = Array.from({ length: 20 }, () => ({ cause: 'server-fault', workedBefore: true }) as const)
    const priors = recalibrate(solved)
    const sum = (of: (id: RankedCauseId) => number) => ids.reduce((total, id) => total + of(id), 0)
    expect(priors['server-fault'].workedBefore).toBeGreaterThan(RANKED_CAUSES['server-fault'].workedBefore)
    expect(priors['env-sync-pending'].workedBefore).toBeLessThan(
      RANKED_CAUSES['env-sync-pending'].workedBefore,
    )
    expect(sum((id) => priors[id].workedBefore)).toBeCloseTo(sum((id) => RANKED_CAUSES[id].workedBefore))
    expect(priors['server-fault'].firstUse).toBeCloseTo(RANKED_CAUSES['server-fault'].firstUse)
  })
})
