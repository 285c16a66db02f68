import type { ReactNode } from 'react'
import { plainText } from '../../../shared/report/plain-text.ts'
import { JwtText } from './jwt-text.tsx'
import styles from './wire-text.module.css'

export interface WireTextProps {
  readonly label: string
  /** Request or status line. */
  readonly start: ReactNode
  readonly headers: readonly (readonly [string, string])[]
  /** Shown on demand: they are many, and the body is what was asked for. */
  readonly areHeadersFolded?: boolean
  readonly children?: ReactNode
}

/** An HTTP message as it goes over the wire, wrapped to be read. */
export function WireText({ label, start, headers, areHeadersFolded = false, children }: WireTextProps) {
  const lines = headers.map(([name, value], index) => (
    <div key={index} className={styles.line}>
      <span className={styles.name}>{name}:</span> {plainText(value)}
    </div>
  ))
  return (
    <div className={styles.wire} role="group" aria-label={label}>
      <div>{start}</div>
      {areHeadersFolded && lines.length > 0 ? (
        <details className={styles.fold}>
          <summary>{lines.length === 1 ? '1 header' : `${lines.length} headers`}</summary>
          {lines}
        </details>
      ) : (
        lines
      )}
      {children !== undefined && <div className={styles.body}>{children}</div>}
    </div>
  )
}

/** A form body, one parameter a line; nothing is added but the line breaks. */
export function FormBody({ body }: { readonly body: string }) {
  return body.split('&').map((pair, index) => (
    <div key={index} className={styles.line}>
      {index > 0 && '&'}
      <Pair pair={pair} />
    </div>
  ))
}

function Pair({ pair }: { pair: string }) {
  const assertion = /^(client_assertion=)([^.]*\.[^.]*\..*)$/s.exec(pair)
  if (!assertion) return pair
  return (
    <>
      {assertion[1]}
      <JwtText jwt={assertion[2] ?? ''} />
    </>
  )
}
