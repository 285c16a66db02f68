import type { KeySummary } from '../../../shared/contract/keys.ts'
import { Badge, type Tone } from '../../ui/badge/badge.tsx'
import styles from './key-panel.module.css'

const STATES: Readonly<Record<KeySummary['state'], { readonly tone: Tone; readonly word: string }>> = {
  ready: { tone: 'ok', word: 'ready' },
  locked: { tone: 'warning', word: 'locked' },
  unusable: { tone: 'error', word: 'unusable' },
  'not-opened': { tone: 'unknown', word: 'not opened' },
}

/** A certificate beside its key belongs there; nothing is wrong with it. */
const stateOf = ({ state, problem }: KeySummary) =>
  problem?.code === 'certificate' ? ({ tone: 'unknown', word: 'certificate' } as const) : STATES[state]

export interface KeyListProps {
  readonly keys: readonly KeySummary[]
  readonly chosenId: string | undefined
  readonly onChoose: (keyId: string) => void
}

/** The keys; one of them signs. */
export function KeyList({ keys, chosenId, onChoose }: KeyListProps) {
  return (
    <fieldset className={styles.list}>
      <legend className={styles.hidden}>Key that signs</legend>
      {keys.map((key) => (
        <label key={key.id} className={styles.file} data-chosen={key.id === chosenId || undefined}>
          <input
            type="radio"
            name="signing-key"
            value={key.id}
            checked={key.id === chosenId}
            onChange={() => onChoose(key.id)}
          />
          <span className={styles.about}>
            <span className={styles.name}>
              <code>{key.name}</code>
              <Badge tone={stateOf(key).tone}>{stateOf(key).word}</Badge>
              {key.variable !== undefined && <Badge tone="hint">variable</Badge>}
              {key.practice && <Badge tone="hint">practice</Badge>}
            </span>
            <span className={styles.muted}>{key.kind}</span>
            {key.thumbprint !== undefined && (
              <span className={styles.muted}>
                thumbprint <code>{key.thumbprint.slice(0, 12)}…</code>
              </span>
            )}
            {key.warnings.length > 0 && (
              <span className={styles.warning}>
                {key.warnings.length === 1 ? '1 warning' : `${key.warnings.length} warnings`}
              </span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
