import { useState } from 'react'
import { MOST_ACROSS, type tryAcross } from '../../../shared/contract/diagnoses.ts'
import type { ResponseOf } from '../../../shared/contract/operation.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { DataTable } from '../../ui/data-table/data-table.tsx'
import styles from './answer-panel.module.css'

export type Across = ResponseOf<typeof tryAcross>

export interface AcrossCardProps {
  /** Environments with a token endpoint, this one included. */
  readonly environments: readonly {
    readonly id: string
    readonly name: string
    readonly group?: string | undefined
  }[]
  /** The one whose answer is looked at. */
  readonly environmentId: string
  /** Its group: the members are chosen to begin with; without one, all are, as far as one run takes them. */
  readonly group: string | undefined
  readonly isRunning: boolean
  readonly result: Across | undefined
  readonly problem?: { readonly title: string; readonly detail: string } | undefined
  readonly onTry: (environmentIds: string[]) => void
  readonly onStop: () => void
}

const WORDS = {
  works: { tone: 'ok', word: 'works' },
  refused: { tone: 'error', word: 'refused' },
  'not-sent': { tone: 'unknown', word: 'not sent' },
} as const

/** The same client and key at several servers: this site, or all of them? */
export function AcrossCard(props: AcrossCardProps) {
  const { environments, environmentId, group, isRunning, result, problem, onTry, onStop } = props
  const [chosen, setChosen] = useState<readonly string[]>(() =>
    environments
      .filter((each) => group === undefined || each.group === group)
      .map(({ id }) => id)
      // The others say little without this one beside them.
      .sort((a, b) => Number(b === environmentId) - Number(a === environmentId))
      .slice(0, MOST_ACROSS),
  )
  const toggle = (id: string) =>
    setChosen((before) => (before.includes(id) ? before.filter((each) => each !== id) : [...before, id]))
  const isFull = chosen.length >= MOST_ACROSS
  return (
    <Card title="Across environments">
      <p className={styles.lead}>
        Sends one fresh assertion to each, with that server’s own audience: is it this site, or all of them?
      </p>
      <fieldset className={styles.question}>
        <legend>Try at</legend>
        {environments.map(({ id, name, group: itsGroup }) => (
          <label key={id} className={styles.choice}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              disabled={isFull && !chosen.includes(id)}
              onChange={() => toggle(id)}
            />
            <span>{itsGroup === undefined ? name : `${name} (${itsGroup})`}</span>
          </label>
        ))}
      </fieldset>
      {isFull && environments.length > MOST_ACROSS && (
        <p className={styles.reason}>
          One run sends to {MOST_ACROSS} at most; leave one out to take another.
        </p>
      )}
      <div className={styles.row}>
        <Button size="small" isDisabled={isRunning || chosen.length === 0} onPress={() => onTry([...chosen])}>
          Try at {chosen.length}
        </Button>
        {isRunning && (
          <Button size="small" onPress={onStop}>
            Stop
          </Button>
        )}
      </div>
      {problem && (
        <p role="alert" className={styles.blocked}>
          <strong>{problem.title}.</strong> {problem.detail}
        </p>
      )}
      {result && (
        <>
          <p role="status" className={styles.reason}>
            {result.conclusion}
          </p>
          <DataTable
            label="The same key and client at several environments"
            columns={['Environment', 'Result', 'The server said']}
            rows={result.rows.map(({ environmentId, name, result: came, said }) => ({
              id: environmentId,
              cells: [
                name,
                <Badge key="result" tone={WORDS[came].tone}>
                  {WORDS[came].word}
                </Badge>,
                said,
              ],
            }))}
          />
        </>
      )}
    </Card>
  )
}
