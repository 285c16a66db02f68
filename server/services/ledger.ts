import type { LedgerEntry } from '../../shared/contract/ledger.ts'
import type { Clock, Ledger } from './ports.ts'

/** Older entries make room: a run that fetches for days must not grow without end. */
export const LEDGER_LIMIT = 5_000

/** What went out and what was opened, in memory, for this run. */
export const makeLedger = (clock: Clock, limit = LEDGER_LIMIT): Ledger => {
  const entries: LedgerEntry[] = []
  let sequence = 0
  return {
    record: (entry) => {
      sequence += 1
      entries.push({ ...entry, sequence, at: clock.now() })
      if (entries.length > limit) entries.shift()
    },
    list: () => entries.toReversed(),
  }
}
