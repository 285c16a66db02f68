import type { Environment } from '../../../shared/contract/environments.ts'
import {
  KIND_WORDS,
  type DiscoveredSetting,
  type FieldRow,
  type ReadDocument,
} from '../../../shared/discovery/compare-documents.ts'
import { plainText } from '../../../shared/report/plain-text.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Button } from '../../ui/button/button.tsx'
import { DataTable } from '../../ui/data-table/data-table.tsx'
import styles from './discovery-card.module.css'

export interface DiscoveryDocumentsProps {
  readonly documents: readonly ReadDocument[]
  readonly rows: readonly FieldRow[]
  readonly settings: Environment['settings']
  /** Absent where the settings cannot be changed. */
  readonly onUse: ((setting: DiscoveredSetting, value: string) => void) | undefined
}

/** The documents side by side as a table, and each as it came. */
export function DiscoveryDocuments({ documents, rows, settings, onUse }: DiscoveryDocumentsProps) {
  const conflicts = rows.filter(({ isConflict }) => isConflict)
  return (
    <>
      {conflicts.length > 0 && (
        <p className={styles.conflict} role="status">
          <strong>The documents disagree</strong> on {conflicts.map(({ name }) => name).join(', ')}. Nothing
          is filled there: take POST address and aud from the same document.
        </p>
      )}
      <DataTable
        label="What each document says"
        columns={['Member', 'Value', 'Document']}
        rows={rows.flatMap((row) =>
          grouped(row).map(({ value, sources, isElsewhere }, index) => ({
            id: `${row.name} ${index}`,
            isCurrent: row.isConflict,
            cells: [
              <span key="name">
                <code>{row.name}</code> {row.isConflict && <Badge tone="warning">conflict</Badge>}
              </span>,
              <Value
                key="value"
                row={row}
                value={value}
                isElsewhere={isElsewhere}
                settings={settings}
                onUse={onUse}
              />,
              sources.join(', '),
            ],
          })),
        )}
      />
      {documents.map(({ document, kind }) => (
        <details key={`${kind} ${document.url}`} className={styles.details}>
          <summary>
            {KIND_WORDS[kind]}, as it came
            {document.fetchedAt !== undefined &&
              ` · ${new Date(document.fetchedAt * 1_000).toLocaleString()}`}
            {document.durationMs !== undefined && ` · ${Math.round(document.durationMs)} ms`}
          </summary>
          <p className={styles.note}>
            <code>{document.url}</code>
          </p>
          {document.redirects && document.redirects.length > 0 && (
            <p className={styles.note}>Redirected to {document.redirects.join(', then ')}.</p>
          )}
          <pre className={styles.raw} tabIndex={0} role="group" aria-label={`${KIND_WORDS[kind]}, raw`}>
            {plainText(document.body ?? '')}
          </pre>
        </details>
      ))}
    </>
  )
}

/** Equal values once, with all that state it. */
function grouped({ values }: FieldRow): { value: string; sources: string[]; isElsewhere: boolean }[] {
  return [...new Set(values.map(({ value }) => value))].map((value) => {
    const same = values.filter((each) => each.value === value)
    return {
      value,
      sources: same.map(({ kind }) => KIND_WORDS[kind]),
      isElsewhere: same.some((each) => each.isElsewhere),
    }
  })
}

interface ValueProps extends Pick<DiscoveryDocumentsProps, 'settings' | 'onUse'> {
  readonly row: FieldRow
  readonly value: string
  readonly isElsewhere: boolean
}

function Value({ row: { setting, name }, value, isElsewhere, settings, onUse }: ValueProps) {
  const isUsed = setting !== undefined && settings[setting] === value
  return (
    <span className={styles.value}>
      <code>{value}</code> {isUsed && <Badge tone="ok">in use</Badge>}
      {isElsewhere && <Badge tone="warning">other domain</Badge>}
      {setting !== undefined && !isUsed && onUse && (
        <Button size="small" aria-label={`Use this ${name}: ${value}`} onPress={() => onUse(setting, value)}>
          Use this
        </Button>
      )}
    </span>
  )
}
