import { useState } from 'react'
import type { HistoryRow } from '../../../shared/contract/history.ts'
import { Button } from '../../ui/button/button.tsx'
import { StateIcon } from '../../ui/state-icon/state-icon.tsx'
import { TextField } from '../../ui/text-field/text-field.tsx'
import styles from './history-panel.module.css'

export interface HistoryLineProps {
  readonly row: HistoryRow
  readonly now: number
  readonly isChosen: boolean
  readonly onChoose: () => void
  readonly onChange: (change: { pinned?: boolean; name?: string; note?: string }) => void
  readonly onRemove: () => void
  readonly onLoad: () => void
  readonly onShare: () => void
}

/** One attempt: when, where, what came of it and why, what changed, and what can be done with it. */
export function HistoryLine(props: HistoryLineProps) {
  const { row, onChange } = props
  const [isEditing, setEditing] = useState(false)
  const label = `${row.name || `attempt ${row.sequence}`}, ${timeOf(row.sentAt)}`
  return (
    <li className={styles.line} data-chosen={props.isChosen}>
      <label className={styles.choose}>
        <input
          type="checkbox"
          checked={props.isChosen}
          onChange={props.onChoose}
          aria-label={`Choose ${label}`}
        />
      </label>
      <StateIcon state={row.outcome === 'token' ? 'ok' : 'error'} />
      <div className={styles.what}>
        <p className={styles.first}>
          <strong>{verdictOf(row)}</strong>
          {row.name !== '' && <span className={styles.name}>{row.name}</span>}
        </p>
        <p className={styles.second}>
          <time dateTime={new Date(row.sentAt * 1_000).toISOString()}>{timeOf(row.sentAt)}</time>
          {` · ${ago(props.now - row.sentAt)} · ${row.environmentName} · `}
          <code>{[row.status ?? 'no answer', row.error].filter(Boolean).join(' ')}</code>
        </p>
        <p className={styles.second}>{changedWords(row)}</p>
        {row.note !== '' && !isEditing && <p className={styles.note}>{row.note}</p>}
        {isEditing && (
          <NameAndNote
            row={row}
            onDone={(change) => {
              if (change) onChange(change)
              setEditing(false)
            }}
          />
        )}
      </div>
      <div className={styles.tools} role="group" aria-label={`Actions for ${label}`}>
        <Button
          size="small"
          kind="quiet"
          aria-pressed={row.pinned}
          onPress={() => onChange({ pinned: !row.pinned })}
        >
          {row.pinned ? 'Unpin' : 'Pin'}
        </Button>
        <Button size="small" kind="quiet" onPress={() => setEditing(!isEditing)}>
          Name, note
        </Button>
        <Button size="small" kind="quiet" onPress={props.onLoad}>
          Load into the editors
        </Button>
        <Button size="small" kind="quiet" onPress={props.onShare}>
          Share
        </Button>
        <Button size="small" kind="quiet" onPress={props.onRemove}>
          Delete
        </Button>
      </div>
    </li>
  )
}

function NameAndNote({
  row,
  onDone,
}: {
  row: HistoryRow
  onDone: (change?: { name: string; note: string }) => void
}) {
  const [name, setName] = useState(row.name)
  const [note, setNote] = useState(row.note)
  return (
    <form
      className={styles.edit}
      onSubmit={(event) => {
        event.preventDefault()
        onDone({ name: name.slice(0, 80), note: note.slice(0, 2_000) })
      }}
    >
      <TextField label="Name" value={name} onChange={setName} autoFocus />
      <TextField label="Note" value={note} onChange={setNote} isMultiline />
      <div className={styles.pages}>
        <Button size="small" type="submit">
          Keep
        </Button>
        <Button size="small" kind="quiet" onPress={() => onDone()}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

function verdictOf({ outcome, cause, status }: HistoryRow): string {
  if (outcome === 'token')
    return cause === undefined || cause.grade === 'hint' ? 'Token issued' : `Token issued; ${cause.title}`
  if (cause === undefined) return status === undefined ? 'No answer' : 'Refused; no cause is known'
  return `${cause.title} (${cause.grade})`
}

function changedWords({ changed, madeBy }: HistoryRow): string {
  const by = madeBy === 'person' ? '' : ` · made by ${madeBy}`
  if (changed === undefined) return `The first one in this environment${by}`
  if (changed.length === 0) return `Nothing changed since the one before but jti and times${by}`
  return `Changed since the one before: ${changed.join(', ')}${by}`
}

const timeOf = (at: number): string =>
  new Date(at * 1_000).toISOString().slice(0, 19).replace('T', ' ') + ' UTC'

function ago(seconds: number): string {
  if (seconds < 60) return 'just now'
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ago`
  if (seconds < 172_800) return `${Math.floor(seconds / 3_600)} h ago`
  return `${Math.floor(seconds / 86_400)} days ago`
}
