import type { Diagnosis } from '../../../shared/contract/diagnoses.ts'
import { sentenceCase } from '../../../shared/diagnosis/sentence-case.ts'
import { Card } from '../../ui/card/card.tsx'
import { Fold } from '../../ui/fold/fold.tsx'
import styles from './answer-panel.module.css'

interface DiagnosisProps {
  readonly diagnosis: Diagnosis
}

/** What was looked for and not found, what an attempt has excluded, and what nobody can know from here. */
export function BeyondCards({ diagnosis }: DiagnosisProps) {
  const { noSignOf, ruledOut, cannotBeKnown, unknowns, reason } = diagnosis
  return (
    <>
      {cannotBeKnown.length > 0 && (
        <Card title="Cannot be known from here" isFlush>
          <ul className={styles.notes}>
            {cannotBeKnown.map(({ id, title, settle }) => (
              <li key={id}>
                <p className={styles.what}>{title}</p>
                <p>{settle}</p>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {ruledOut.length > 0 && (
        <Card title="Ruled out" isFlush aside={<span>by an attempt</span>}>
          <ul className={styles.notes}>
            {byReason(ruledOut).map(({ because, titles }) => (
              <li key={because}>
                <p className={styles.what}>{because}</p>
                <ul className={styles.steps}>
                  {titles.map((title) => (
                    <li key={title}>{title}</li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title="Where the reason is written">
        <p className={styles.reason}>{reason.where}</p>
        <ul className={styles.steps}>
          {reason.how.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ul>
        <p className={styles.muted}>
          {reason.standing}: {reason.source}
        </p>
      </Card>
      {noSignOf.length > 0 && (
        <Card title="No sign of" isFlush aside={<span>looked for, not found</span>}>
          <ul className={styles.notes}>
            {noSignOf.map(({ of, looked, reach }) => (
              <li key={of}>
                <p className={styles.what}>{of}</p>
                <p>{sentenceCase(looked)}.</p>
                <p className={styles.muted}>How far that reaches: {reach}.</p>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {unknowns.length > 0 && (
        <Fold
          summary={
            <>
              {unknowns.length} {unknowns.length === 1 ? 'check lacks' : 'checks lack'} something
            </>
          }
        >
          <ul className={styles.notes}>
            {unknowns.map(({ ruleId, title, needs }, index) => (
              <li key={`${ruleId} ${index}`}>
                <p>{title}</p>
                <p className={styles.muted}>Needs {needs}.</p>
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </>
  )
}

/** One attempt often excludes several causes at once: its sentence stands once, above them. */
function byReason(ruledOut: Diagnosis['ruledOut']) {
  const reasons = [...new Set(ruledOut.map(({ because }) => because))]
  return reasons.map((because) => ({
    because,
    titles: ruledOut.filter((each) => each.because === because).map(({ title }) => title),
  }))
}
