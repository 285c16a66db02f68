import { compareText } from '../../../shared/assertion/compare-text.ts'
import type { Finding, Grade } from '../../../shared/lint/run-lint.ts'
import { plainText } from '../../../shared/report/plain-text.ts'
import { Badge, type Tone } from '../../ui/badge/badge.tsx'
import { Button } from '../../ui/button/button.tsx'
import { MarkedText } from '../../ui/marked-text/marked-text.tsx'
import styles from './verdict.module.css'

export interface FindingCardProps {
  readonly finding: Finding
  readonly ruleHref: string
  readonly onFix: (finding: Finding) => void
  readonly onShow: (finding: Finding) => void
}

const TONES: Readonly<Record<Grade, Tone>> = {
  proven: 'error',
  probable: 'warning',
  possible: 'warning',
  hint: 'hint',
}

/** One fault: what, how sure, where, both values, why, and the repair where it is mechanical. */
export function FindingCard({ finding, ruleHref, onFix, onShow }: FindingCardProps) {
  const { title, grade, pointer, message, fix, source, edit } = finding
  return (
    <li className={`${styles.finding} ${styles[finding.severity]}`} data-rule={finding.ruleId}>
      <div className={styles.head}>
        <h3 className={styles.what}>{plainText(message)}</h3>
        <Badge tone={finding.severity === 'error' ? 'error' : TONES[grade]}>{grade}</Badge>
      </div>
      <Values finding={finding} />
      <p className={styles.why}>{fix}</p>
      <p className={styles.why}>
        Why: <a href={ruleHref}>{title}</a> (<SourceLink source={source} />)
      </p>
      <div className={styles.actions}>
        {edit && (
          <Button size="small" onPress={() => onFix(finding)}>
            {`Fix it: ${edit.label.charAt(0).toLowerCase()}${edit.label.slice(1)}`}
          </Button>
        )}
        <Button size="small" onPress={() => onShow(finding)} aria-label={`Show me ${where(pointer)}`}>
          Show me
        </Button>
        <span className={styles.where}>{where(pointer)}</span>
      </div>
    </li>
  )
}

/** `payload.aud` for `/assertion/payload/aud`. */
export const where = (pointer: string): string =>
  pointer
    .replace(/^\/assertion\//, '')
    .replace(/^\//, '')
    .replaceAll('/', '.')
    .replaceAll('~1', '/')
    .replaceAll('~0', '~')

function Values({ finding: { actual, expected } }: { finding: Finding }) {
  if (actual === undefined && expected === undefined) return null
  const both = actual !== undefined && expected !== undefined ? compareText(actual, expected) : undefined
  const plain = (text: string) => [{ text, differs: false }]
  return (
    <dl className={styles.values}>
      {actual !== undefined && (
        <>
          <dt>is</dt>
          <dd>
            <MarkedText segments={both?.actual ?? plain(actual)} />
          </dd>
        </>
      )}
      {expected !== undefined && (
        <>
          <dt>wanted</dt>
          <dd>
            <MarkedText segments={both?.expected ?? plain(expected)} />
          </dd>
        </>
      )}
    </dl>
  )
}

function SourceLink({ source }: { source: Finding['source'] }) {
  const words = [source.document === 'own' ? 'own threshold' : source.document, source.section]
    .filter(Boolean)
    .join(' ')
  if (!source.url?.startsWith('https://')) return <span title={source.reason}>{words}</span>
  return (
    <a href={source.url} target="_blank" rel="noreferrer">
      {words}
    </a>
  )
}
