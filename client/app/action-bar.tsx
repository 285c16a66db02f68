import { Button } from '../ui/button/button.tsx'
import { Kbd } from '../ui/kbd/kbd.tsx'
import styles from './frame.module.css'
import type { Workbench } from './workbench.ts'

interface ActionBarProps {
  readonly workbench: Workbench
  readonly onSend: () => void
  /** Where the verdict is a drawer: how much is in it. */
  readonly verdictCount: number | undefined
  readonly onVerdict: () => void
}

/** The one thing to do, and what it will do. */
export function ActionBar({ workbench, onSend, verdictCount, onVerdict }: ActionBarProps) {
  const { draft, setDraft, missing, sending, draftProblem } = workbench
  return (
    <footer className={styles.bar}>
      <label className={styles.renew}>
        <input
          type="checkbox"
          checked={draft.renewOnSend}
          onChange={(event) => setDraft({ ...draft, renewOnSend: event.currentTarget.checked })}
        />
        Renew jti, iat, exp on send
      </label>
      {draftProblem && (
        <span className={styles.trouble} role="status">
          Not kept: {draftProblem.title}
        </span>
      )}
      <span className={styles.space} />
      {missing !== undefined && <span className={styles.missing}>Cannot send yet: {missing}</span>}
      {verdictCount !== undefined && (
        <Button onPress={onVerdict}>
          Verdict <span className={styles.total}>{verdictCount}</span>
        </Button>
      )}
      {sending.isSending ? (
        <Button onPress={sending.cancel}>Cancel sending</Button>
      ) : (
        <Button kind="primary" isDisabled={missing !== undefined} onPress={onSend}>
          Sign and send <Kbd>Ctrl Enter</Kbd>
        </Button>
      )}
    </footer>
  )
}
