import type { Finding, Grade } from '../../../shared/lint/run-lint.ts'
import { Badge, type Tone } from '../../ui/badge/badge.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { ComparedValues } from '../../ui/compared-values/compared-values.tsx'
import { stepOf, type Step } from './answer-model.ts'
import styles from './answer-panel.module.css'

const TONES: Readonly<Record<Grade, Tone>> = {
  proven: 'error',
  probable: 'warning',
  possible: 'warning',
  hint: 'hint',
}

export interface CausesCardProps {
  readonly findings: readonly Finding[]
  readonly onGo: (step: Step) => void
}

/** What could explain the refusal, worst first, each with both values and its source. */
export function CausesCard({ findings, onGo }: CausesCardProps) {
  return (
    <Card title="Causes" isFlush aside={findings.length > 1 && <span>most probable first</span>}>
      {findings.length === 0 ? (
        <p className={styles.empty}>
          No check from here finds a fault. That does not show that the server sees the same key and
          registration.
        </p>
      ) : (
        <ul className={styles.causes}>
          {findings.map((finding, index) => (
            <li key={`${finding.ruleId} ${index}`}>
              <span>
                <Badge tone={TONES[finding.grade]}>{finding.grade}</Badge>
              </span>
              <div className={styles.cause}>
                <p className={styles.what}>{finding.message}</p>
                <p className={styles.muted}>
                  {finding.pointer.replace(/^\/assertion\//, '').replaceAll('/', '.')}
                  {finding.index !== undefined && `, index ${finding.index}`} · <Source finding={finding} />
                </p>
                {finding.actual !== undefined && finding.expected !== undefined && (
                  <ComparedValues actual={finding.actual} expected={finding.expected} index={finding.index} />
                )}
                <p className={styles.muted}>{finding.fix}</p>
              </div>
              <Button
                size="small"
                aria-label={`Show me: ${finding.message}`}
                onPress={() => onGo(stepOf(finding))}
              >
                Show me
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Source({ finding: { source } }: { finding: Finding }) {
  const words = source.section ? `${source.document} §${source.section}` : source.document
  if (source.url === undefined) return source.reason ?? words
  return (
    <a href={source.url} target="_blank" rel="noreferrer">
      {words}
    </a>
  )
}
