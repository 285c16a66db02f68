import type { PracticeFaultId } from '../../shared/practice/practice-faults.ts'

/** How far the faulty clocks are off, seconds. */
const CLOCK_OFFSET_S = 600
const DEFAULT_SYNC_S = 60

/** Which faults are on; every part of the practice server asks here at each request. */
export const makeFaultSwitches = (now: () => number) => {
  let active: ReadonlySet<PracticeFaultId> = new Set()
  let syncedAt = 0
  const isOn = (id: PracticeFaultId): boolean => active.has(id) && (id !== 'not-synced' || now() < syncedAt)
  return {
    isOn,
    list: (): PracticeFaultId[] => [...active].filter(isOn),
    /** @param syncS how long `not-synced` lasts from now, seconds. */
    set: (ids: readonly PracticeFaultId[], syncS = DEFAULT_SYNC_S): void => {
      active = new Set(ids)
      syncedAt = now() + syncS
    },
    /** What the server takes for the time, NumericDate: its clock may be wrong on purpose. */
    serverNow: (): number =>
      now() + (isOn('clock-ahead') ? CLOCK_OFFSET_S : 0) - (isOn('clock-behind') ? CLOCK_OFFSET_S : 0),
  }
}
export type FaultSwitches = ReturnType<typeof makeFaultSwitches>
