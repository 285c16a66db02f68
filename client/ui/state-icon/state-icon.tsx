import styles from './state-icon.module.css'

export type State = 'ok' | 'hint' | 'warning' | 'error' | 'unknown'

const SIGNS: Readonly<Record<State, { readonly sign: string; readonly words: string }>> = {
  ok: { sign: '✓', words: 'nothing found' },
  hint: { sign: 'i', words: 'a hint' },
  warning: { sign: '!', words: 'a warning' },
  error: { sign: '✕', words: 'an error' },
  unknown: { sign: '·', words: 'unknown' },
}

/** A sign in a coloured disc; the words are for who does not see it. */
export function StateIcon({ state, words }: { readonly state: State; readonly words?: string }) {
  return (
    <span className={`${styles.icon} ${styles[state]}`} role="img" aria-label={words ?? SIGNS[state].words}>
      {SIGNS[state].sign}
    </span>
  )
}
