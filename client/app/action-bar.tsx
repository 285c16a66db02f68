import type { Problem } from '../../shared/contract/problem.ts'
import { Button } from '../ui/button/button.tsx'
import { Kbd } from '../ui/kbd/kbd.tsx'
import styles from './frame.module.css'
import { placeHref } from './place.ts'
import type { Workbench } from './workbench.ts'

interface ActionBarProps {
  readonly workbench: Workbench
  readonly onSend: () => void
  /** Why the last send did not happen; undefined where the panel says it. */
  readonly problem: Problem | undefined
  /** Where the verdict is a drawer: how much is in it. */
  readonly verdictCount: number | undefined
  readonly onVerdict: () => void
  /** The panel offers the repair and the sending in one, so this button steps back. */
  readonly hasOtherPrimary: boolean
}

/** The one thing to do, and what it will do. */
export function ActionBar(props: ActionBarProps) {
  const { workbench, onSend, problem, verdictCount, onVerdict, hasOtherPrimary } = props
  const { environment, draft, missing, sending, draftProblem } = workbench
  const { tokenEndpoint } = environment.settings
  const isReadyMade = workbench.readyMade.assertion !== undefined
  return (
    <footer className={styles.bar}>
      <span className={styles.renew}>
        {isReadyMade
          ? 'Ready-made assertion: nothing is signed, it is sent as pasted'
          : `${byteLength(draft.headerText) + byteLength(draft.payloadText)} bytes are signed as you see them · renew jti, iat, exp on send: ${draft.renewOnSend ? 'on' : 'off'}`}
      </span>
      {problem && (
        <span className={styles.trouble} role="alert">
          <strong>Not sent. {problem.title}.</strong> {problem.detail}
        </span>
      )}
      {draftProblem && (
        <span className={styles.trouble} role="status">
          Not kept: {draftProblem.title}
        </span>
      )}
      <span className={styles.space} />
      {missing !== undefined && (
        <a
          className={styles.missing}
          href={placeHref({ environmentId: environment.id, screen: tokenEndpoint ? 'key' : 'server' })}
        >
          Cannot send yet: {missing}
        </a>
      )}
      {verdictCount !== undefined && (
        <Button onPress={onVerdict}>
          Verdict <span className={styles.total}>{verdictCount}</span>
        </Button>
      )}
      {sending.isSending ? (
        <Button onPress={sending.cancel}>Cancel sending</Button>
      ) : (
        <Button
          kind={hasOtherPrimary ? 'plain' : 'primary'}
          isDisabled={missing !== undefined}
          onPress={onSend}
        >
          {isReadyMade ? 'Send unchanged' : 'Sign and send'} <Kbd>Ctrl Enter</Kbd>
        </Button>
      )}
    </footer>
  )
}

const UTF8 = new TextEncoder()

const byteLength = (text: string): number => UTF8.encode(text).byteLength
