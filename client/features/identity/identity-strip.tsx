import { MarkedText } from '../../ui/marked-text/marked-text.tsx'
import { StateIcon } from '../../ui/state-icon/state-icon.tsx'
import {
  countdown,
  identityChips,
  windowOf,
  type Chip,
  type IdentityParts,
  type Window,
} from './identity-model.ts'
import styles from './identity-strip.module.css'

export interface IdentityStripProps extends IdentityParts {
  /** NumericDate; for an attempt the moment when it was sent. */
  readonly now: number
  /** The longest lifetime that this kind of server takes, seconds. */
  readonly limitS: number | undefined
  readonly renewsOnSend: boolean
  /** Names the attempt that is shown in place of the texts; its clock stands still. */
  readonly frozenAs?: string | undefined
  readonly onShow: (pointer: string) => void
}

/** Who signs, for whom, with which key, until when: each value against what it should be. */
export function IdentityStrip(props: IdentityStripProps) {
  const { now, limitS, frozenAs, onShow } = props
  const window = windowOf(props, limitS)
  return (
    <section className={styles.strip} aria-label="Identity">
      {identityChips(props).map((chip, index) => (
        <ChipButton
          key={chip.name}
          chip={chip}
          prefix={index === 0 ? frozenAs : undefined}
          onPress={() => onShow(chip.pointer)}
        />
      ))}
      <button
        type="button"
        className={`${styles.chip} ${styles[window?.state ?? 'unknown']} ${styles.time}`}
        onClick={() => onShow('/assertion/payload/exp')}
      >
        <span className={styles.head}>
          <StateIcon state={window?.state ?? 'unknown'} />
          <b>exp</b>
          <span className={styles.note}>{window?.note ?? 'not in the text, or no number'}</span>
          {window && <span className={styles.count}>{timeLeft(props, window)}</span>}
        </span>
        {window && <WindowBar window={window} now={now} />}
      </button>
    </section>
  )
}

function timeLeft({ now, frozenAs, renewsOnSend }: IdentityStripProps, { exp }: Window): string {
  if (frozenAs) return `${countdown(exp, now)} then`
  return exp < now && renewsOnSend ? 'renewed on send' : countdown(exp, now)
}

function ChipButton(props: { chip: Chip; prefix: string | undefined; onPress: () => void }) {
  const { name, state, note, actual, expected } = props.chip
  return (
    <button type="button" className={`${styles.chip} ${styles[state]}`} onClick={props.onPress}>
      <span className={styles.head}>
        <StateIcon state={state} />
        <b>{name}</b>
        <span className={styles.note}>{[note, props.prefix].filter(Boolean).join(' · ')}</span>
      </span>
      {actual.length > 0 && (
        <span className={styles.value}>
          <MarkedText segments={actual} />
        </span>
      )}
      {expected && (
        <span className={`${styles.value} ${styles.wanted}`}>
          <span className={styles.hidden}>expected: </span>
          <MarkedText segments={expected} />
        </span>
      )}
    </button>
  )
}

/** iat to exp as a bar, with now and the limit as marks; drawn only, the words say the same. */
function WindowBar({ window, now }: { window: Window; now: number }) {
  const from = window.iat ?? now
  const to = Math.max(window.exp, window.limit ?? window.exp, from + 1)
  const at = (time: number) => `${Math.min(100, Math.max(0, ((time - from) / (to - from)) * 100))}%`
  return (
    <span className={styles.bar} aria-hidden="true">
      <span className={styles.span} style={{ width: at(window.exp) }} />
      {window.limit !== undefined && <span className={styles.limit} style={{ left: at(window.limit) }} />}
      <span className={styles.now} style={{ left: at(now) }} />
    </span>
  )
}
