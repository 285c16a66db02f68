import type { ReactNode } from 'react'
import type { Problem } from '../../../shared/contract/problem.ts'
import type { ShownAttempt } from '../../../shared/contract/token-requests.ts'
import type { Answers, Diagnosis } from '../../../shared/contract/diagnoses.ts'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { CopyButton } from '../../ui/copy-button/copy-button.tsx'
import { FormBody, WireText } from '../../ui/wire-text/wire-text.tsx'
import { hostedSet, clockWords, outcomeWords, type Step } from './answer-model.ts'
import styles from './answer-panel.module.css'
import { AcrossCard, type AcrossCardProps } from './across-card.tsx'
import { BeyondCards } from './beyond-card.tsx'
import { CausesCard } from './causes-card.tsx'
import { ExperimentCard, type ExperimentActions } from './experiment-card.tsx'
import { QuestionsCard } from './questions-card.tsx'
import { TokenCard, type Reveal } from './token-card.tsx'
import { timeOf, VerdictCard, type CauseEdit } from './verdict-card.tsx'

export interface AnswerPanelProps {
  /** The one to show; undefined while nothing has been sent. */
  readonly attempt: ShownAttempt | undefined
  /** All of this run, newest first. */
  readonly attempts: readonly ShownAttempt[]
  /** Of the shown attempt, judged from what was sent; undefined until it is there. */
  readonly diagnosis: Diagnosis | undefined
  /** Why it could not be judged. */
  readonly diagnosisProblem?: Problem | undefined
  readonly answers: Answers
  readonly onAnswers: (answers: Answers) => void
  readonly experiments: ExperimentActions
  readonly across: AcrossCardProps
  /** The sync clock with its watch; drawn by another feature. */
  readonly watch?: ReactNode
  readonly sending: boolean
  /** Why the workbench itself could not send. */
  readonly problem?: Problem | undefined
  readonly onReveal: Reveal
  readonly onSelect: (attemptId: string) => void
  readonly onSendAgain: () => void
  readonly onFixAndSend?: ((edit: CauseEdit) => void) | undefined
  readonly onGo: (step: Step) => void
  /** What came with the token, below it. */
  readonly afterToken?: ReactNode
}

/** Step 6: what the server answered, what that means, and what explains it. */
export function AnswerPanel(props: AnswerPanelProps) {
  const { attempt, diagnosis, sending, problem } = props
  const isSuccess = attempt?.outcome.kind === 'token'
  return (
    <section aria-labelledby="answer-title" className={styles.panel}>
      <h1 id="answer-title" className={styles.hidden}>
        Answer
      </h1>
      {problem && (
        <p role="alert" className={styles.problem}>
          <strong>Not sent. {problem.title}.</strong> {problem.detail}
        </p>
      )}
      <p role="status" className={sending ? styles.sending : styles.hidden}>
        {sending ? 'Sent; waiting for the answer…' : ''}
      </p>
      {!attempt && !sending && <NothingYet onGo={props.onGo} />}
      {attempt && (
        <>
          <VerdictCard
            attempt={attempt}
            diagnosis={diagnosis}
            sending={sending}
            onSendAgain={props.onSendAgain}
            onFixAndSend={props.onFixAndSend}
          />
          <div className={styles.columns}>
            <div className={styles.stack}>
              {isSuccess && <TokenCard attempt={attempt} onReveal={props.onReveal} />}
              {isSuccess && props.afterToken}
              {props.diagnosisProblem && (
                <p role="alert" className={styles.problem}>
                  <strong>{props.diagnosisProblem.title}.</strong> {props.diagnosisProblem.detail}
                </p>
              )}
              {diagnosis && (!isSuccess || diagnosis.causes.length > 0) && (
                <CausesCard diagnosis={diagnosis} onGo={props.onGo} />
              )}
              {!isSuccess && (
                <QuestionsCard
                  key={attempt.id}
                  answers={props.answers}
                  sentAt={attempt.sentAt}
                  onAnswers={props.onAnswers}
                />
              )}
              {diagnosis && !isSuccess && (
                <ExperimentCard
                  {...props.experiments}
                  diagnosis={diagnosis}
                  hosted={hostedSet(attempt, props.attempts, diagnosis.trials)}
                  onSelect={props.onSelect}
                />
              )}
              {!isSuccess && props.watch}
              {!isSuccess && props.across.environments.length > 1 && <AcrossCard {...props.across} />}
              <Attempts attempts={props.attempts} shownId={attempt.id} onSelect={props.onSelect} />
            </div>
            <div className={styles.stack}>
              {attempt.practiceReason !== undefined && (
                <Card title="What the practice server knew">
                  <p className={styles.reason}>{attempt.practiceReason}</p>
                  <p className={styles.muted}>
                    A real server writes this into its log and tells the client nothing.
                  </p>
                </Card>
              )}
              {diagnosis && !isSuccess && <BeyondCards diagnosis={diagnosis} />}
              <Measured attempt={attempt} />
              <AsSent attempt={attempt} />
            </div>
          </div>
        </>
      )}
    </section>
  )
}

function NothingYet({ onGo }: Pick<AnswerPanelProps, 'onGo'>) {
  return (
    <Card title="No answer yet">
      <p className={styles.lead}>
        Send the token request, and the server’s answer stands here: what it said, what that means, and what
        explains it.
      </p>
      <Button onPress={() => onGo('request')}>Look at the request first</Button>
    </Card>
  )
}

function Measured({ attempt }: { attempt: ShownAttempt }) {
  const { response } = attempt
  return (
    <Card title="Measured">
      <dl className={styles.facts}>
        <dt>Server clock</dt>
        <dd>{clockWords(attempt.clock) ?? 'unknown: the answer has no usable Date'}</dd>
        <dt>Took</dt>
        <dd>{Math.round(attempt.durationMs)} ms</dd>
        {response.bodyBytes !== undefined && (
          <>
            <dt>Body</dt>
            <dd>{response.bodyBytes.toLocaleString('en')} B</dd>
          </>
        )}
        <dt>Key</dt>
        <dd>
          <code>{attempt.keyThumbprint}</code>
        </dd>
      </dl>
    </Card>
  )
}

function AsSent({ attempt: { request } }: { attempt: ShownAttempt }) {
  const { host, pathname, search } = URL.canParse(request.url)
    ? new URL(request.url)
    : { host: '', pathname: request.url, search: '' }
  return (
    <Card
      title="Request as sent"
      aside={<CopyButton size="small" text={request.body} label="Copy the masked body" />}
    >
      <WireText
        label="Request as sent"
        start={
          <strong>
            {request.method} {pathname}
            {search}
          </strong>
        }
        headers={[['host', host], ...request.headers]}
      >
        <FormBody body={request.body} />
      </WireText>
    </Card>
  )
}

interface AttemptsProps {
  readonly attempts: readonly ShownAttempt[]
  readonly shownId: string
  readonly onSelect: (attemptId: string) => void
}

function Attempts({ attempts, shownId, onSelect }: AttemptsProps) {
  return (
    <Card title="Attempts of this run" isFlush aside={<span>newest first</span>}>
      <ul className={styles.attempts}>
        {attempts.map((attempt) => (
          <li key={attempt.id}>
            <button
              type="button"
              aria-current={attempt.id === shownId || undefined}
              onClick={() => onSelect(attempt.id)}
            >
              <span className={styles.number}>{attempt.sequence}</span>
              <span>{timeOf(attempt.sentAt)}</span>
              <span className={attempt.outcome.kind === 'token' ? styles.good : undefined}>
                {outcomeWords(attempt)}
              </span>
              <span className={styles.muted}>
                {attempt.madeBy === 'person' ? attempt.flow : (attempt.note ?? attempt.madeBy)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  )
}
