import { Button } from '../../ui/button/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog/dialog.tsx'
import { Kbd } from '../../ui/kbd/kbd.tsx'
import type { Action } from './actions.ts'
import styles from './palette.module.css'

export interface ShortcutsDialogProps {
  readonly actions: readonly Action[]
  readonly singleKeys: boolean
  readonly onSingleKeys: (on: boolean) => void
  /** Only where there is a practice server to take it at. */
  readonly onTour: (() => void) | undefined
  readonly onClose: () => void
}

/** Every shortcut, and the switch for those that are one key. */
export default function ShortcutsDialog({
  actions,
  singleKeys,
  onSingleKeys,
  onTour,
  onClose,
}: ShortcutsDialogProps) {
  return (
    <Dialog title="Keyboard shortcuts" isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <dl className={styles.shortcuts}>
        {actions.flatMap(({ id, label, keys }) =>
          keys === undefined ? (
            []
          ) : (
            <div key={id}>
              <dt>{label}</dt>
              <dd>
                <Kbd>{keys}</Kbd>
              </dd>
            </div>
          ),
        )}
      </dl>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={singleKeys}
          onChange={(event) => onSingleKeys(event.currentTarget.checked)}
        />
        Single keys work (never while you type in a field)
      </label>
      <DialogActions>
        {onTour && (
          <Button
            onPress={() => {
              onClose()
              onTour()
            }}
          >
            Take the practice tour
          </Button>
        )}
        <Button onPress={onClose}>Close</Button>
      </DialogActions>
    </Dialog>
  )
}
