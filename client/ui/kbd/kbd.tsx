import styles from './kbd.module.css'

/** A key or a chord; for the eye only where the element that it triggers says so itself. */
export function Kbd({ children }: { readonly children: string }) {
  return <kbd className={styles.kbd}>{children}</kbd>
}
