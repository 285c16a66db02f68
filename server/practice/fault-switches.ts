import type { PracticeFaultId } from '../../shared/practice/practice-faults.ts'

/** How far the faulty clocks are off where nothing else is said, seconds. */
export const CLOCK_OFFSET_S = 600
export const SYNC_S = 60
/** A registration that is long in force was saved this long ago. */
const LONG_AGO_S = 30 * 86_400

export interface FaultOptions {
  /** How long `not-synced` lasts from now, seconds. */
  readonly syncS?: number | undefined
  /** How far `clock-ahead` and `clock-behind` are off, seconds. */
  readonly clockOffsetS?: number | undefined
}

/** Which faults are on; every part of the practice server asks here at each request. */
export const makeFaultSwitches = (now: () => number) => {
  let active: ReadonlySet<PracticeFaultId> = new Set()
  let since = now()
  let syncS = SYNC_S
  let clockOffsetS = CLOCK_OFFSET_S
  let usedJti: string | undefined
  const isOn = (id: PracticeFaultId): boolean =>
    active.has(id) && (id !== 'not-synced' || now() < since + syncS)
  return {
    isOn,
    list: (): PracticeFaultId[] => [...active].filter(isOn),
    set: (ids: readonly PracticeFaultId[], options: FaultOptions = {}): void => {
      active = new Set(ids)
      since = now()
      syncS = options.syncS ?? SYNC_S
      clockOffsetS = options.clockOffsetS ?? CLOCK_OFFSET_S
      usedJti = undefined
    },
    options: () => ({ syncS, clockOffsetS }),
    /** When the registration was last saved, as its page would say. */
    savedAt: (): number => (active.has('not-synced') ? since : now() - LONG_AGO_S),
    /** When what was saved is in force; undefined when it is. */
    syncedAt: (): number | undefined => (isOn('not-synced') ? since + syncS : undefined),
    /** When the faults were last switched. */
    since: (): number => since,
    /** Under `replay-memory` the first jti is one that another process has used; each further one is fresh. */
    isUsedElsewhere: (jti: unknown): boolean => {
      if (!isOn('replay-memory') || typeof jti !== 'string') return false
      usedJti ??= jti
      return usedJti === jti
    },
    /** What the server takes for the time, NumericDate: its clock may be wrong on purpose. */
    serverNow: (): number =>
      now() + (isOn('clock-ahead') ? clockOffsetS : 0) - (isOn('clock-behind') ? clockOffsetS : 0),
  }
}
export type FaultSwitches = ReturnType<typeof makeFaultSwitches>
