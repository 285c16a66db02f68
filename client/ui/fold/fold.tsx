import type { ReactNode } from 'react'
import styles from './fold.module.css'

export interface FoldProps {
  readonly summary: ReactNode
  /** Open to begin with. */
  readonly isOpen?: boolean
  readonly children: ReactNode
}

/** The last part of a flush card, shown on demand. */
export function Fold({ summary, isOpen = false, children }: FoldProps) {
  return (
    <details className={styles.fold} open={isOpen}>
      <summary>{summary}</summary>
      {children}
    </details>
  )
}
