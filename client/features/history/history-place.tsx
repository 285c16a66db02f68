import { useRef, useState } from 'react'
import type { Retention } from '../../../shared/contract/history.ts'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { Dialog, DialogActions } from '../../ui/dialog/dialog.tsx'
import { SelectField } from '../../ui/select-field/select-field.tsx'
import styles from './history-panel.module.css'

export interface PlaceDescription {
  readonly stored: boolean
  readonly path?: string | undefined
  readonly bytes: number
  readonly count: number
  readonly retention: Retention
  readonly environments: readonly { readonly id: string; readonly name: string; readonly count: number }[]
  readonly causes: readonly { readonly id: string; readonly title: string; readonly count: number }[]
  readonly warnings: readonly string[]
  readonly undo: number
}

interface HistoryPlaceProps {
  readonly place: PlaceDescription | undefined
  readonly onRemoveAll: () => void
  readonly onWipe: () => void
  readonly onRetention: (next: Retention) => void
  readonly onImport: (text: string) => void
}

const COUNTS = [100, 1_000, 10_000]
const DAYS = [7, 30, 90, 365]

/** Where the history lies, how long it is kept, and the ways to be rid of it. */
export function HistoryPlace({ place, onRemoveAll, onWipe, onRetention, onImport }: HistoryPlaceProps) {
  const [isAsking, setAsking] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  if (!place) return null
  const { retention } = place
  const options = (all: readonly number[], now: number, unit: string) =>
    [...new Set([...all, now])]
      .sort((a, b) => a - b)
      .map((each) => ({ value: String(each), label: `${each.toLocaleString('en')} ${unit}` }))
  return (
    <Card title="Where it lies" className={styles.place}>
      <p className={styles.placeText}>
        {place.path === undefined ? (
          'In memory only: it is gone when the program ends.'
        ) : (
          <>
            <code>{place.path}</code> · {(place.bytes / 1_048_576).toFixed(1)} MB. Only your account can read
            it.
          </>
        )}
      </p>
      <div className={styles.filters}>
        <SelectField
          label="Keep at most"
          value={String(retention.count)}
          onChange={(value) => onRetention({ ...retention, count: Number(value) })}
          options={options(COUNTS, retention.count, 'attempts')}
          description="Pinned ones are kept besides."
        />
        <SelectField
          label="Keep for"
          value={String(retention.days)}
          onChange={(value) => onRetention({ ...retention, days: Number(value) })}
          options={options(DAYS, retention.days, 'days')}
        />
      </div>
      <div className={styles.filterButtons}>
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          className={styles.file}
          aria-label="Attempt file to import"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? []
            void file?.text().then(onImport)
            event.currentTarget.value = ''
          }}
        />
        <Button onPress={() => input.current?.click()}>Import an attempt file</Button>
        <Button isDisabled={place.count === 0} onPress={onRemoveAll}>
          Delete all
        </Button>
        <Button kind="danger" onPress={() => setAsking(true)}>
          Wipe the history
        </Button>
      </div>
      <Dialog title="Wipe the history?" isOpen={isAsking} onOpenChange={setAsking} isQuestion>
        <p>
          {place.count === 1
            ? 'The one attempt is'
            : `All ${place.count.toLocaleString('en')} attempts, pinned ones too, are`}{' '}
          deleted from the disk, and so is what could be undone and every damaged file that was set aside.
          This cannot be undone.
        </p>
        <DialogActions>
          <Button onPress={() => setAsking(false)}>Keep it</Button>
          <Button
            kind="danger"
            onPress={() => {
              setAsking(false)
              onWipe()
            }}
          >
            Wipe
          </Button>
        </DialogActions>
      </Dialog>
    </Card>
  )
}
