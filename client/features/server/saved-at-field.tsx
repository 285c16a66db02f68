import { Button } from '../../ui/button/button.tsx'
import styles from './server-panel.module.css'

export interface SavedAtFieldProps {
  /** NumericDate. */
  readonly savedAt: number | undefined
  readonly now: number
  readonly isDisabled: boolean
  readonly onSavedAt: (savedAt: number | undefined) => void
}

const HOUR_S = 3_600

/** When the registration was last saved: servers take their time to act on it. */
export function SavedAtField({ savedAt, now, isDisabled, onSavedAt }: SavedAtFieldProps) {
  const rounded = Math.floor(now)
  return (
    <div className={styles.savedAt} role="group" aria-labelledby="saved-at">
      <label id="saved-at" htmlFor="saved-at-time">
        App last saved at the server
      </label>
      <input
        id="saved-at-time"
        type="datetime-local"
        className={styles.time}
        value={savedAt === undefined ? '' : localTime(savedAt)}
        disabled={isDisabled}
        onChange={(event) => {
          const time = new Date(event.currentTarget.value).getTime()
          onSavedAt(Number.isNaN(time) ? undefined : Math.floor(time / 1_000))
        }}
      />
      <div className={styles.row}>
        <Button size="small" isDisabled={isDisabled} onPress={() => onSavedAt(rounded)}>
          Now
        </Button>
        <Button size="small" isDisabled={isDisabled} onPress={() => onSavedAt(rounded - HOUR_S)}>
          An hour ago
        </Button>
        {savedAt !== undefined && (
          <Button size="small" isDisabled={isDisabled} onPress={() => onSavedAt(undefined)}>
            Not known
          </Button>
        )}
      </div>
    </div>
  )
}

/** Local wall time as `datetime-local` wants it. */
function localTime(numericDate: number): string {
  const moment = new Date(numericDate * 1_000)
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}
