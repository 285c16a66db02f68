import { useState } from 'react'
import type { Diagnosis, ShownCause } from '../../../shared/contract/diagnoses.ts'
import { plainText } from '../../../shared/report/plain-text.ts'
import { Badge, type Tone } from '../../ui/badge/badge.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { ComparedValues } from '../../ui/compared-values/compared-values.tsx'
import { percent, stepOf, type Step } from './answer-model.ts'
import styles from './answer-panel.module.css'

const TONES: Readonly<Record<ShownCause['grade'], Tone>> = {
  proven: 'error',
  probable: 'warning',
  possible: 'warning',
  hint: 'hint',
}

/** More than this are folded away until somebody asks. */
const FIRST = 6

export interface CausesCardProps {
  readonly diagnosis: Diagnosis
  readonly onGo: (step: Step) => void
}

/** What could explain the refusal, most probable first, each with its evidence, both values and its source. */
export function CausesCard({ diagnosis: { causes }, onGo }: CausesCardProps) {
  const [isOpen, setOpen] = useState(false)
  const shown = isOpen ? causes : causes.slice(0, FIRST)
  const more = causes.length - shown.length
  return (
    <Card title="Causes" isFlush aside={causes.length > 1 && <span>most probable first</span>}>
      {causes.length === 0 ? (
        <p className={styles.empty}>
          No check from here finds a fault. That does not show that the server sees the same key and
          registration.
        </p>
      ) : (
        <ul className={styles.causes}>
          {shown.map((cause, index) => (
            <li key={`${cause.id} ${index}`}>
              <span>
                <Badge tone={TONES[cause.grade]}>{cause.grade}</Badge>
              </span>
              <CauseText cause={cause} />
              {cause.object !== undefined && (
                <Button
                  size="small"
                  aria-label={`Show me: ${cause.title}`}
                  onPress={() => onGo(stepOf(cause.object))}
                >
                  Show me
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {more > 0 && (
        <p className={styles.more}>
          <Button kind="quiet" size="small" onPress={() => setOpen(true)}>
            Show {more} more
          </Button>
        </p>
      )}
    </Card>
  )
}

function CauseText({ cause }: { cause: ShownCause }) {
  const isRanked = cause.object === undefined
  return (
    <div className={styles.cause}>
      <p className={styles.what}>{isRanked ? cause.title : plainText(cause.evidence)}</p>
      {isRanked ? <p>{plainText(cause.evidence)}</p> : null}
      <p className={styles.muted}>
        <code>{cause.id}</code>
        {cause.where !== undefined && ` · ${placeOf(cause.where)}`}
        {cause.index !== undefined && `, index ${cause.index}`}
        {cause.source && (
          <>
            {' '}
            · <Source source={cause.source} />
          </>
        )}
        {cause.share !== undefined && ` · ${percent(cause.share)} of what remains`}
        {cause.shareBefore !== undefined && <Moved cause={cause} />}
      </p>
      {cause.actual !== undefined && cause.expected !== undefined && (
        <ComparedValues actual={cause.actual} expected={cause.expected} index={cause.index} />
      )}
      {cause.fix !== undefined && <p className={styles.muted}>{cause.fix}</p>}
    </div>
  )
}

const placeOf = (pointer: string): string => pointer.replace(/^\/assertion\//, '').replaceAll('/', '.')

/** How the last experiment moved it. */
function Moved({ cause: { share = 0, shareBefore = 0 } }: { cause: ShownCause }) {
  const [before, after] = [percent(shareBefore), percent(share)]
  if (before === after) return ', as before'
  return `, ${share > shareBefore ? 'up' : 'down'} from ${before}`
}

function Source({ source }: { source: NonNullable<ShownCause['source']> }) {
  const words = source.section ? `${source.document} §${source.section}` : source.document
  if (source.url === undefined) return source.reason ?? words
  return (
    <a href={source.url} target="_blank" rel="noreferrer">
      {words}
    </a>
  )
}
