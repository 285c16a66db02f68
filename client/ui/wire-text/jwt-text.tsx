import { Fragment } from 'react'
import styles from './wire-text.module.css'

const PARTS = [styles.header, styles.payload, styles.signature]

/** A compact JWS with its parts in three colours; selects and copies as one text. */
export function JwtText({ jwt }: { readonly jwt: string }) {
  return (
    <code className={styles.jwt}>
      {jwt.split('.').map((part, index) => (
        <Fragment key={index}>
          {index > 0 && '.'}
          <span className={PARTS[index]}>{part}</span>
        </Fragment>
      ))}
    </code>
  )
}
