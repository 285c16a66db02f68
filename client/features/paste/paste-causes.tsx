import { useState } from 'react'
import type { Cause } from '../../../shared/diagnosis/diagnose.ts'
import type { Grade } from '../../../shared/lint/run-lint.ts'
import { plainText } from '../../../shared/report/plain-text.ts'
import { Badge, type Tone } from '../../ui/badge/badge.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { ComparedValues } from '../../ui/compared-values/compared-values.tsx'
import { placeOf } from './paste-model.ts'
import styles from './paste-panel.module.css'

const TONES: Readonly<Record<Grade, Tone>> = {
  proven: 'error',
  probable: 'warning',
  possible: 'warning',
  hint: 'hint',
}

/** How many are shown before the rest is asked for. */
const FIRST = 5

/** What could explain the failure, most probable first, each with both values and its source. */
export function PasteCauses({ causes }: { readonly causes: readonly Cause[] }) {
  const [showsAll, setShowsAll] = useState(false)
  const shown = showsAll ? causes : causes.slice(0, FIRST)
  const rest = causes.length - shown.length
  return (
    <Card title="Causes" isFlush aside={causes.length > 1 && <span>most probable first</span>}>
      <ul className={styles.causes}>
        {shown.map((cause, index) => (
          <li key={`${cause.id} ${index}`} data-rule={cause.id}>
            <span>
              <Badge tone={TONES[cause.grade]}>{cause.grade}</Badge>
            </span>
            <CauseText cause={cause} />
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <div className={styles.more}>
          <Button size="small" kind="quiet" onPress={() => setShowsAll(true)}>
            {`Show ${rest} more`}
          </Button>
        </div>
      )}
    </Card>
  )
}

function CauseText({ cause }: { cause: Cause }) {
  const { finding, evidence, settle } = cause
  const place = placeOf(cause)
  return (
    <div className={styles.cause}>
      <p className={styles.what}>{plainText(evidence)}</p>
      {finding?.actual !== undefined && finding.expected !== undefined && (
        <ComparedValues actual={finding.actual} expected={finding.expected} index={finding.index} />
      )}
      {(finding?.fix ?? settle) !== undefined && <p className={styles.note}>{finding?.fix ?? settle}</p>}
      {finding && (
        <p className={styles.note}>
          {place && `${place} · `}
          <Source cause={cause} />
        </p>
      )}
    </div>
  )
}

function Source({ cause: { finding } }: { cause: Cause }) {
  if (!finding) return null
  const { document, section, url, reason } = finding.source
  const words = [document === 'own' ? 'own threshold' : document, section].filter(Boolean).join(' §')
  if (!url?.startsWith('https://')) return reason ?? words
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {words}
    </a>
  )
}
