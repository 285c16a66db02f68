import type { ReactNode } from 'react'
import styles from './card.module.css'

export interface CardProps {
  readonly title: string
  /** Stands at the right of the title: a number, a word, small buttons. */
  readonly aside?: ReactNode
  /** Without space around the content, for tables and editors. */
  readonly isFlush?: boolean
  readonly className?: string | undefined
  readonly children: ReactNode
}

export function Card({ title, aside, isFlush = false, className, children }: CardProps) {
  return (
    <section className={[styles.card, className].filter(Boolean).join(' ')} aria-label={title}>
      <header className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        {aside !== undefined && aside !== false && <div className={styles.aside}>{aside}</div>}
      </header>
      <div className={isFlush ? styles.flush : styles.body}>{children}</div>
    </section>
  )
}
