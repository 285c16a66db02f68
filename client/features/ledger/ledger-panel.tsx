import type { LedgerEntry } from '../../../shared/contract/ledger.ts'
import type { Problem } from '../../../shared/contract/problem.ts'
import { Card } from '../../ui/card/card.tsx'
import { DataTable } from '../../ui/data-table/data-table.tsx'
import styles from './ledger-panel.module.css'

export interface LedgerPanelProps {
  /** Newest first. */
  readonly entries: readonly LedgerEntry[]
  readonly loading: boolean
  readonly problem?: Problem | undefined
}

/** Every connection and every key file of this run: what the program did with the trust it was given. */
export function LedgerPanel({ entries, loading, problem }: LedgerPanelProps) {
  const connections = entries.filter((entry) => entry.kind === 'connection')
  const files = entries.filter((entry) => entry.kind === 'key-file').length
  const runs = entries.length - connections.length - files
  return (
    <section aria-labelledby="ledger-title" className={styles.panel}>
      <h1 id="ledger-title" className={styles.title}>
        Ledger
      </h1>
      <p className={styles.lead}>
        Everything this program connected to and every key file it opened since it started. It does nothing
        else with either.
      </p>
      {problem && (
        <p role="alert" className={styles.problem}>
          <strong>{problem.title}.</strong> {problem.detail}
        </p>
      )}
      <Card
        title="This run"
        isFlush
        aside={
          entries.length > 0 && (
            <span>
              {count(connections.length, 'connection')} · {count(files, 'key file')} opened
              {runs > 0 && ` · ${count(runs, 'run')} of the signer`}
            </span>
          )
        }
      >
        {entries.length === 0 ? (
          <p className={styles.empty} role="status">
            {loading
              ? 'Reading the ledger…'
              : problem
                ? 'What happened in this run is unknown until the ledger can be read.'
                : 'Nothing yet: no connection was made and no key file was opened.'}
          </p>
        ) : (
          <DataTable
            label="Connections and key files"
            columns={['Time', 'What', 'Target', 'Why', 'Result', 'Bytes']}
            rows={entries.map((entry) => ({ id: String(entry.sequence), cells: cellsOf(entry) }))}
          />
        )}
      </Card>
    </section>
  )
}

const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? '' : 's'}`

function cellsOf(entry: LedgerEntry) {
  const sizes = [
    entry.bytesSent !== undefined && `${entry.bytesSent.toLocaleString('en')} out`,
    entry.bytesReceived !== undefined && `${entry.bytesReceived.toLocaleString('en')} in`,
  ].filter(Boolean)
  const moment = new Date(entry.at * 1_000).toISOString()
  return [
    <time key="time" dateTime={moment} title={moment} className={styles.time}>
      {moment.slice(11, 19)} UTC
    </time>,
    { connection: 'connection', 'key-file': 'key file', signer: 'signer command' }[entry.kind],
    <code key="target">{entry.target}</code>,
    entry.reason,
    entry.result,
    sizes.length > 0 ? sizes.join(', ') : '—',
  ]
}
