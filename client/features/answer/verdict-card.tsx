import type { ShownAttempt } from '../../../shared/contract/token-requests.ts'
import type { Diagnosis, ShownCause } from '../../../shared/contract/diagnoses.ts'
import { outcomeAdvice } from '../../../shared/diagnosis/outcome-advice.ts'
import { plainText } from '../../../shared/report/plain-text.ts'
import { Button } from '../../ui/button/button.tsx'
import { WireText } from '../../ui/wire-text/wire-text.tsx'
import { verdictOf } from './answer-model.ts'
import styles from './answer-panel.module.css'

/** A mechanical repair of one of the two texts. */
export type CauseEdit = NonNullable<ShownCause['edit']>

export interface VerdictCardProps {
  readonly attempt: ShownAttempt
  readonly diagnosis: Diagnosis | undefined
  readonly sending: boolean
  readonly onSendAgain: () => void
  readonly onFixAndSend?: ((edit: CauseEdit) => void) | undefined
}

/** The answer in one sentence, and beside it exactly what came back. */
export function VerdictCard({ attempt, diagnosis, sending, onSendAgain, onFixAndSend }: VerdictCardProps) {
  const verdict = verdictOf(attempt, diagnosis)
  const advice = outcomeAdvice(attempt.outcome)
  const edit =
    attempt.outcome.kind === 'token' ? undefined : diagnosis?.causes.find((cause) => cause.edit)?.edit
  return (
    <section className={`${styles.verdict} ${styles[verdict.tone]}`} aria-label="Verdict">
      <div className={styles.sentence}>
        <p className={styles.meta}>
          attempt {attempt.sequence} · {timeOf(attempt.sentAt)} · {Math.round(attempt.durationMs)} ms
        </p>
        <h2>{plainText(verdict.sentence)}</h2>
        <p>{verdict.reach}</p>
        {advice !== undefined && <p>{advice}</p>}
        <div className={styles.row}>
          {edit && onFixAndSend && (
            <Button kind="primary" isDisabled={sending} onPress={() => onFixAndSend(edit)}>
              {edit.label} and send again
            </Button>
          )}
          <Button isDisabled={sending} onPress={onSendAgain}>
            {sending ? 'Sending…' : 'Send again'}
          </Button>
        </div>
      </div>
      <RawAnswer attempt={attempt} />
    </section>
  )
}

export const timeOf = (numericDate: number): string =>
  `${new Date(numericDate * 1_000).toISOString().slice(11, 19)} UTC`

function RawAnswer({ attempt: { response, request } }: { attempt: ShownAttempt }) {
  return (
    <div className={styles.raw} tabIndex={0} role="group" aria-label="Answer as it came">
      {response.status === undefined ? (
        <WireText label="What was tried" start={<strong>{request.method}</strong>} headers={[]}>
          {request.url}
          {'\n\n'}
          {response.failure ?? 'no answer'}
          {response.detail && `: ${plainText(response.detail)}`}
        </WireText>
      ) : (
        <WireText
          label="Status, headers and body"
          start={
            <>
              HTTP{' '}
              <strong className={styles.status}>
                {plainText([response.status, response.statusText].join(' '))}
              </strong>
            </>
          }
          headers={response.headers}
          areHeadersFolded
        >
          {response.body === undefined || response.body === '' ? (
            <em>The body is empty.</em>
          ) : (
            plainText(response.body)
          )}
        </WireText>
      )}
    </div>
  )
}
