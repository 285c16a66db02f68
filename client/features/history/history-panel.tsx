import { useState } from 'react'
import type { HistoryFilter, HistoryRow, Retention } from '../../../shared/contract/history.ts'
import type { Problem } from '../../../shared/contract/problem.ts'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { HistoryFilters } from './history-filters.tsx'
import styles from './history-panel.module.css'
import { HistoryPlace, type PlaceDescription } from './history-place.tsx'
import { HistoryLine } from './history-line.tsx'

export interface HistoryPanelProps {
  readonly filter: HistoryFilter
  readonly onFilter: (next: HistoryFilter) => void
  readonly rows: readonly HistoryRow[]
  readonly total: number
  readonly loading: boolean
  readonly problem?: Problem | undefined
  readonly place: PlaceDescription | undefined
  /** NumericDate. */
  readonly now: number
  readonly onOlder: (() => void) | undefined
  readonly onNewest: (() => void) | undefined
  readonly onChange: (id: string, change: { pinned?: boolean; name?: string; note?: string }) => void
  readonly onRemove: (ids: readonly string[] | 'all') => void
  readonly onRestore: () => void
  readonly onWipe: () => void
  readonly onRetention: (next: Retention) => void
  readonly onImport: (text: string) => void
  readonly onLoad: (id: string) => void
  readonly onShare: (id: string) => void
  readonly onCompare: (left: string, right: string) => void
}

/** Every attempt of this and earlier runs, newest first. */
export function HistoryPanel(props: HistoryPanelProps) {
  const { rows, total, place, problem, filter } = props
  const [chosen, setChosen] = useState<readonly string[]>([])
  const choose = (id: string) =>
    setChosen((before) =>
      before.includes(id) ? before.filter((each) => each !== id) : [...before.slice(-1), id],
    )
  const isFiltered = Object.values(filter).some((value) => value !== undefined && value !== '')
  const [older, newer] = inOrder(rows, chosen)
  return (
    <section aria-labelledby="history-title" className={styles.panel}>
      <h1 id="history-title" className={styles.title}>
        History
      </h1>
      <p className={styles.lead}>
        Every attempt, newest first. Tokens, codes, verifiers, signatures and ids of persons were taken out
        before anything was written.
      </p>
      {problem && (
        <p role="alert" className={styles.problem}>
          <strong>{problem.title}.</strong> {problem.detail}
        </p>
      )}
      {place?.warnings.map((warning) => (
        <p key={warning} role="alert" className={styles.warning}>
          {warning}
        </p>
      ))}
      {place && place.undo > 0 && (
        <p role="status" className={styles.undo}>
          {attempts(place.undo)} {place.undo === 1 ? 'was' : 'were'} deleted.
          <Button size="small" onPress={props.onRestore}>
            Undo
          </Button>
        </p>
      )}
      <HistoryFilters filter={filter} onFilter={props.onFilter} place={place} now={props.now} />
      <Card
        title={isFiltered ? `${total} of ${attempts(place?.count ?? total)}` : attempts(total)}
        isFlush
        aside={
          <>
            <Button
              size="small"
              isDisabled={chosen.length !== 2}
              onPress={() => older && newer && props.onCompare(older, newer)}
            >
              {chosen.length === 2 ? 'Compare the two' : `Compare (choose ${2 - chosen.length} more)`}
            </Button>
          </>
        }
      >
        {rows.length === 0 ? (
          <p className={styles.empty} role="status">
            {props.loading
              ? 'Reading the history…'
              : isFiltered
                ? 'No attempt fits this filter.'
                : 'Nothing yet. Whatever you send appears here, so that you can compare a try that works with one that does not.'}
          </p>
        ) : (
          <ul className={styles.list} aria-label="Attempts">
            {rows.map((row) => (
              <HistoryLine
                key={row.id}
                row={row}
                now={props.now}
                isChosen={chosen.includes(row.id)}
                onChoose={() => choose(row.id)}
                onChange={(change) => props.onChange(row.id, change)}
                onRemove={() => {
                  setChosen((before) => before.filter((each) => each !== row.id))
                  props.onRemove([row.id])
                }}
                onLoad={() => props.onLoad(row.id)}
                onShare={() => props.onShare(row.id)}
              />
            ))}
          </ul>
        )}
        {(props.onOlder ?? props.onNewest) && (
          <div className={styles.pages}>
            <Button size="small" isDisabled={!props.onNewest} onPress={() => props.onNewest?.()}>
              Newest
            </Button>
            <Button size="small" isDisabled={!props.onOlder} onPress={() => props.onOlder?.()}>
              Older
            </Button>
          </div>
        )}
      </Card>
      <HistoryPlace
        place={place}
        onRemoveAll={() => props.onRemove('all')}
        onWipe={props.onWipe}
        onRetention={props.onRetention}
        onImport={props.onImport}
      />
    </section>
  )
}

const attempts = (count: number): string =>
  count === 1 ? '1 attempt' : `${count.toLocaleString('en')} attempts`

/** The two chosen, older first. */
function inOrder(rows: readonly HistoryRow[], chosen: readonly string[]): readonly (string | undefined)[] {
  const known = rows.filter(({ id }) => chosen.includes(id)).map(({ id }) => id)
  return known.length === 2 ? [known[1], known[0]] : chosen
}
