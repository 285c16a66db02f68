import { Fragment } from 'react'
import { INVISIBLE, invisibleName, type Segment } from '../../../shared/assertion/compare-text.ts'
import styles from './marked-text.module.css'

/** Text whose differing characters are marked by colour and underline, with invisible characters as named boxes. */
export function MarkedText({ segments }: { readonly segments: readonly Segment[] }) {
  return (
    <code className={styles.text}>
      {segments.map(({ text, differs }, index) =>
        differs ? (
          <mark key={index} className={styles.differs}>
            <Visible text={text} />
          </mark>
        ) : (
          <Visible key={index} text={text} />
        ),
      )}
    </code>
  )
}

const PIECES = new RegExp(`(${INVISIBLE.source})`, 'u')

/** Text as it is, with `U+200B` boxes where a character cannot be seen. */
export function Visible({ text }: { readonly text: string }) {
  return text.split(PIECES).map((piece, index) => {
    const name = invisibleName(piece)
    return (
      <Fragment key={index}>
        {name === undefined ? piece : <span className={styles.box}>{name}</span>}
      </Fragment>
    )
  })
}
