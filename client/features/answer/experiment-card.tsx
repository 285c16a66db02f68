import { useState } from 'react'
import type { Diagnosis, ShownExperiment } from '../../../shared/contract/diagnoses.ts'
import type { SendWindow } from '../../../shared/diagnosis/jwks-visits.ts'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { AccessLogField } from './access-log-field.tsx'
import { costWords, percent } from './answer-model.ts'
import { Fold } from '../../ui/fold/fold.tsx'
import styles from './answer-panel.module.css'

export interface ExperimentActions {
  readonly isRunning: boolean
  readonly problem?: { readonly title: string; readonly detail: string } | undefined
  readonly onRun: (experiment: ShownExperiment) => void
  readonly onAnswer: (experiment: ShownExperiment, reading: string) => void
  readonly onStop: () => void
  /** Repeats the request once, this many seconds from now. */
  readonly onWait: (waitS: number) => void
  /** Production only: lets experiments and the watch send here. */
  readonly onAllow?: (() => void) | undefined
}

export interface ExperimentCardProps extends ExperimentActions {
  readonly diagnosis: Diagnosis
  /** Where the JWK Set is hosted, and the sends to look for in that host's log; undefined where no URL is registered. */
  readonly hosted: { readonly path: string; readonly sends: readonly SendWindow[] } | undefined
  readonly onSelect: (attemptId: string) => void
}

/** What to try next, with what each outcome would mean, said before it is tried; and what was tried. */
export function ExperimentCard(props: ExperimentCardProps) {
  const { diagnosis, problem, isRunning } = props
  const { experiments, trials, blocked, sendsLeft } = diagnosis
  const [best, ...others] = experiments
  if (!best && trials.length === 0 && !(blocked && diagnosis.outcome === 'ranked')) return null
  return (
    <Card
      title="Next experiment"
      isFlush
      aside={<span>{sendsLeft} of 5 requests left in these ten minutes</span>}
    >
      {trials.length > 0 && <Trials {...props} />}
      {blocked !== undefined && (
        <p className={styles.blocked}>
          {blocked}{' '}
          {props.onAllow && (
            <Button size="small" onPress={props.onAllow}>
              Switch them on here
            </Button>
          )}
        </p>
      )}
      {problem && (
        <p role="alert" className={styles.blocked}>
          <strong>{problem.title}.</strong> {problem.detail}
        </p>
      )}
      {isRunning && (
        <p role="status" className={styles.blocked}>
          The experiment is under way…{' '}
          <Button size="small" onPress={props.onStop}>
            Stop
          </Button>
        </p>
      )}
      {best && <Experiment key={`${best.experiment} ${best.change}`} experiment={best} {...props} />}
      {!best && trials.length > 0 && (
        <p className={styles.empty}>Nothing that is left to try would tell much more.</p>
      )}
      {others.length > 0 && (
        <Fold
          summary={
            <>
              {others.length} other {others.length === 1 ? 'experiment' : 'experiments'}
            </>
          }
        >
          {others.map((other) => (
            <Experiment key={`${other.experiment} ${other.change}`} experiment={other} {...props} />
          ))}
        </Fold>
      )}
    </Card>
  )
}

function Experiment({ experiment, ...props }: ExperimentCardProps & { experiment: ShownExperiment }) {
  const { title, readings } = experiment
  return (
    <section className={styles.experiment} aria-label={title}>
      <p className={styles.what}>{title}</p>
      <p className={styles.muted}>{costWords(experiment)}</p>
      <ul className={styles.readings}>
        {readings.map(({ id, label, meaning, chance }) => (
          <li key={id}>
            <span className={styles.reading}>
              {label} <span className={styles.muted}>({percent(chance)})</span>
            </span>
            <span>{meaning}</span>
          </li>
        ))}
      </ul>
      <Act experiment={experiment} {...props} />
    </section>
  )
}

function Act({
  experiment,
  hosted,
  isRunning,
  onRun,
  onAnswer,
  onWait,
}: ExperimentCardProps & { experiment: ShownExperiment }) {
  const [found, setFound] = useState('')
  const { how, title, readings, waitS, isAutomatic } = experiment
  if (how === 'ask' && !isAutomatic)
    return (
      <div className={styles.row}>
        {experiment.experiment === 'X12' && hosted && (
          <AccessLogField {...hosted} onReading={(reading) => setFound(reading ?? '')} />
        )}
        <label className={styles.when}>
          What was found
          <select value={found} onChange={(event) => setFound(event.currentTarget.value)}>
            <option value="">not looked yet</option>
            {readings.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <Button
          size="small"
          isDisabled={found === '' || isRunning}
          aria-label={`Say what was found: ${title}`}
          onPress={() => onAnswer(experiment, found)}
        >
          Say so
        </Button>
      </div>
    )
  if (waitS !== undefined)
    return (
      <Button size="small" isDisabled={isRunning} onPress={() => onWait(waitS)}>
        Repeat by itself when it is over
      </Button>
    )
  return (
    <Button
      size="small"
      isDisabled={isRunning}
      aria-label={`Run: ${title}`}
      onPress={() => onRun(experiment)}
    >
      {experiment.experiment === 'X12'
        ? 'Send it and see who fetches the set'
        : isAutomatic && how === 'ask'
          ? 'Look it up at the practice server'
          : 'Run it'}
    </Button>
  )
}

function Trials({ diagnosis: { trials }, onSelect }: Pick<ExperimentCardProps, 'diagnosis' | 'onSelect'>) {
  return (
    <ol className={styles.notes} aria-label="Tried so far">
      {trials.map(({ title, label, meaning, sequence, attemptId }, index) => (
        <li key={index}>
          <p className={styles.what}>
            {title}: {label}
          </p>
          <p className={styles.muted}>
            {meaning}{' '}
            {attemptId !== undefined && (
              <Button kind="quiet" size="small" onPress={() => onSelect(attemptId)}>
                Attempt {sequence}
              </Button>
            )}
          </p>
        </li>
      ))}
    </ol>
  )
}
