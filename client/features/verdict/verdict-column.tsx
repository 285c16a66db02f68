import type { Finding, Unknown } from '../../../shared/lint/run-lint.ts'
import { FindingCard } from './finding-card.tsx'
import styles from './verdict.module.css'

export interface VerdictColumnProps {
  /** Worst first. */
  readonly findings: readonly Finding[]
  readonly unknowns: readonly Unknown[]
  readonly judged: boolean
  /** Why the rules could not run. */
  readonly failed: string | undefined
  /** What keeps the request from being made, and so from being checked as a whole. */
  readonly missing?: string | undefined
  /** The drawer has the heading already. */
  readonly isInDrawer: boolean
  /** Where the rule is explained. */
  readonly ruleHref: (ruleId: string) => string
  readonly onFix: (finding: Finding) => void
  readonly onShow: (finding: Finding) => void
}

/** Every finding that matters now, worst first, and under it what cannot be known from here. */
export function VerdictColumn(props: VerdictColumnProps) {
  const { findings, unknowns, judged, failed, onFix, onShow, isInDrawer, ruleHref } = props
  return (
    <div className={styles.column}>
      {!isInDrawer && <h2 className={styles.heading}>Verdict</h2>}
      {findings.length > 0 ? (
        <ul className={styles.list} aria-label="Findings, worst first">
          {findings.map((finding, index) => (
            <FindingCard
              key={`${finding.ruleId} ${index}`}
              finding={finding}
              ruleHref={ruleHref(finding.ruleId)}
              onFix={onFix}
              onShow={onShow}
            />
          ))}
        </ul>
      ) : (
        <p className={styles.calm} role="status">
          {calm(judged, failed, props.missing)}
        </p>
      )}
      <h2 className={styles.heading}>Cannot be known from here</h2>
      {unknowns.length === 0 ? (
        <p className={styles.calm}>
          {judged
            ? 'Nothing that the rules ask for is missing. What the server keeps in its cache shows only in its answer.'
            : 'Unknown until the rules have run.'}
        </p>
      ) : (
        <ul className={styles.list} aria-label="Cannot be known from here">
          {grouped(unknowns).map(({ needs, titles }) => (
            <li key={needs} className={styles.unknown}>
              <span className={styles.sign} aria-hidden="true">
                ?
              </span>
              <div>
                <p className={styles.question}>{needs.charAt(0).toUpperCase() + needs.slice(1)}</p>
                <p className={styles.why}>Would tell: {titles.join('; ')}.</p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function calm(judged: boolean, failed: string | undefined, missing: string | undefined): string {
  if (failed !== undefined) return `The rules could not run: ${failed}. Nothing has been checked.`
  if (judged && missing !== undefined)
    return `No fault in what can be checked so far. Not everything can: ${missing}.`
  return judged
    ? 'Nothing local is wrong. What only the server can tell shows once a request was sent.'
    : 'The rules are being loaded. Nothing has been checked yet.'
}

/** Rules that wait for the same thing stand together. */
function grouped(unknowns: readonly Unknown[]): { needs: string; titles: string[] }[] {
  const byNeed = new Map<string, string[]>()
  for (const { needs, title } of unknowns) {
    const titles = byNeed.get(needs) ?? []
    if (!titles.includes(title)) byNeed.set(needs, [...titles, title])
  }
  return [...byNeed].map(([needs, titles]) => ({ needs: needs.replace(/\.$/, ''), titles }))
}
