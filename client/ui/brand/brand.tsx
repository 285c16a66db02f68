import styles from './brand.module.css'

/** The sign and the name of the program; in a narrow window the sign alone, where it shares its line. */
export function Brand() {
  return (
    <span className={styles.brand}>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <rect x="1" y="1" width="14" height="14" rx="3" fill="none" stroke="currentColor" strokeWidth="2" />
        <path d="M4.5 8.2 7 10.6l4.5-5" fill="none" stroke="currentColor" strokeWidth="2" />
      </svg>
      <span className={styles.name}>Countersign</span>
    </span>
  )
}

/** The top of a page without an environment; it stands where the first paint had it. */
export function PageHead() {
  return (
    <header className={styles.head}>
      <Brand />
    </header>
  )
}
