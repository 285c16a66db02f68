import type { HistoryFilter } from '../../../shared/contract/history.ts'
import { Button } from '../../ui/button/button.tsx'
import { SelectField } from '../../ui/select-field/select-field.tsx'
import { TextField } from '../../ui/text-field/text-field.tsx'
import styles from './history-panel.module.css'
import type { PlaceDescription } from './history-place.tsx'

const ANY = 'any'
const OUTCOMES = [
  { value: ANY, label: 'Any outcome' },
  { value: 'token', label: 'Token issued' },
  { value: 'oauth-error', label: 'Refused with an error' },
  { value: 'not-conformant', label: 'Answer out of the rules' },
  { value: 'no-response', label: 'No answer' },
] as const
const TIMES: readonly { value: string; label: string; seconds: number | undefined }[] = [
  { value: ANY, label: 'Any time', seconds: undefined },
  { value: 'hour', label: 'The last hour', seconds: 3_600 },
  { value: 'day', label: 'The last 24 hours', seconds: 86_400 },
  { value: 'week', label: 'The last 7 days', seconds: 604_800 },
]
/** So that the same choice is the same request while the clock ticks. Seconds. */
const GRAIN_S = 60

interface HistoryFiltersProps {
  readonly filter: HistoryFilter
  readonly onFilter: (next: HistoryFilter) => void
  readonly place: PlaceDescription | undefined
  readonly now: number
}

export function HistoryFilters({ filter, onFilter, place, now }: HistoryFiltersProps) {
  const set = (change: Partial<Record<keyof HistoryFilter, string | number | undefined>>) => {
    const next = { ...filter, ...change }
    onFilter(
      Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined && value !== '')),
    )
  }
  const chosen = (value: string) => (value === ANY ? undefined : value)
  const time =
    TIMES.find(({ seconds }) => seconds !== undefined && isSince(filter.from, now, seconds))?.value ?? ANY
  const since = (value: string) => {
    const seconds = TIMES.find((each) => each.value === value)?.seconds
    set({ from: seconds === undefined ? undefined : Math.floor((now - seconds) / GRAIN_S) * GRAIN_S })
  }
  const isFiltered = Object.values(filter).some((value) => value !== undefined && value !== '')
  return (
    <div className={styles.filters} role="search" aria-label="Filter the history">
      <TextField
        label="Search"
        value={filter.text ?? ''}
        onChange={(text) => set({ text: text.slice(0, 200) })}
        placeholder="kid, error, client id, name…"
      />
      <SelectField
        label="Environment"
        value={filter.environmentId ?? ANY}
        onChange={(value) => set({ environmentId: chosen(value) })}
        options={[
          { value: ANY, label: 'Every environment' },
          ...(place?.environments ?? []).map(({ id, name, count }) => ({
            value: id,
            label: `${name} (${count})`,
          })),
        ]}
      />
      <SelectField
        label="Outcome"
        value={filter.outcome ?? ANY}
        onChange={(value) => set({ outcome: chosen(value) })}
        options={OUTCOMES}
      />
      <SelectField
        label="Cause"
        value={filter.cause ?? ANY}
        onChange={(value) => set({ cause: chosen(value) })}
        options={[
          { value: ANY, label: 'Any cause' },
          ...(place?.causes ?? []).map(({ id, title, count }) => ({
            value: id,
            label: `${title} (${count})`,
          })),
        ]}
      />
      <SelectField label="Time" value={time} onChange={since} options={TIMES} />
      <div className={styles.filterButtons}>
        <Button
          aria-pressed={filter.pinned === 'yes'}
          onPress={() => set({ pinned: filter.pinned === 'yes' ? undefined : 'yes' })}
        >
          {filter.pinned === 'yes' ? 'Pinned only' : 'Show pinned only'}
        </Button>
        <Button kind="quiet" isDisabled={!isFiltered} onPress={() => onFilter({})}>
          Clear
        </Button>
      </div>
    </div>
  )
}

const isSince = (from: number | undefined, now: number, seconds: number): boolean =>
  from !== undefined && now - from >= seconds && now - from < seconds + 1_800
