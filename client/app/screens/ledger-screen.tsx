import { LedgerPanel } from '../../features/ledger/ledger-panel.tsx'
import { problemOf } from '../../api/call.ts'
import { useLedger } from '../use-ledger.ts'

export default function LedgerScreen() {
  const ledger = useLedger(true)
  return (
    <LedgerPanel
      entries={ledger.data?.entries ?? []}
      loading={ledger.isLoading}
      problem={ledger.error ? problemOf(ledger.error) : undefined}
    />
  )
}
