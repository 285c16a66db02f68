import styles from './compared-values.module.css'

export interface ComparedValuesProps {
  readonly actual: string
  readonly expected: string
  /** First differing index in UTF-16 code units; without it nothing is marked. */
  readonly index?: number | undefined
}

/** Two values one above the other; what differs from the first differing character on is marked. */
export function ComparedValues({ actual, expected, index }: ComparedValuesProps) {
  return (
    <dl className={styles.values}>
      <dt>sent</dt>
      <dd>
        <Marked text={actual} other={expected} index={index} />
      </dd>
      <dt>wanted</dt>
      <dd>
        <Marked text={expected} other={actual} index={index} />
      </dd>
    </dl>
  )
}

/** Marks the part between the common start and the common end. */
function Marked({ text, other, index }: { text: string; other: string; index: number | undefined }) {
  if (index === undefined || index > text.length) return text
  const shorter = Math.min(text.length, other.length) - index
  let tail = 0
  while (tail < shorter && text.at(-1 - tail) === other.at(-1 - tail)) tail++
  const end = text.length - tail
  return (
    <>
      {text.slice(0, index)}
      {end > index && <mark className={styles.mark}>{text.slice(index, end)}</mark>}
      {text.slice(end)}
    </>
  )
}
