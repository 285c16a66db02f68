import type { ReactNode } from 'react'
import styles from './badge.module.css'

export type Tone = 'ok' | 'warning' | 'error' | 'hint' | 'unknown'

/** A word in its colour; the word says it, the colour repeats it. */
export function Badge({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return <span className={`${styles.badge} ${styles[tone]}`}>{children}</span>
}
