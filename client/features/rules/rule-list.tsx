import { useState } from 'react'
import type { RuleObject } from '../../../shared/lint/define-rule.ts'
import type { Finding } from '../../../shared/lint/run-lint.ts'
import type { RuleState } from '../../../shared/lint/rule-states.ts'
import { plainText } from '../../../shared/report/plain-text.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { SelectField } from '../../ui/select-field/select-field.tsx'
import { TextField } from '../../ui/text-field/text-field.tsx'
import {
  countWords,
  filterRules,
  OBJECT_WORDS,
  STATE_WORDS,
  weightOf,
  type RuleFilter,
} from './rules-model.ts'
import styles from './rules-panel.module.css'
import { SourceLink } from './source-link.tsx'

export interface RuleListProps {
  readonly states: readonly RuleState[]
  readonly judged: boolean
  readonly ruleId: string | undefined
  readonly onShow: (finding: Finding) => void
}

const OBJECTS = [
  { value: 'all', label: 'Everything' },
  ...Object.entries(OBJECT_WORDS).map(([value, label]) => ({ value, label })),
]
const STATES = [
  { value: 'in-force', label: 'In force here' },
  { value: 'all', label: 'All, with those that are off' },
  ...Object.entries(STATE_WORDS).map(([value, { word }]) => ({ value, label: word })),
]

/** The rules with their state now, to search and to narrow down. */
export function RuleList({ states, judged, ruleId, onShow }: RuleListProps) {
  const [filter, setFilter] = useState<RuleFilter>({
    search: ruleId ?? '',
    object: 'all',
    state: ruleId === undefined ? 'in-force' : 'all',
  })
  const shown = filterRules(states, filter)
  const isFiltered = filter.search !== '' || filter.object !== 'all' || filter.state !== 'in-force'
  return (
    <Card title="Rules" isFlush aside={judged && <span>{countWords(states)}</span>}>
      <div className={styles.filters} role="search">
        <TextField
          label="Search"
          value={filter.search}
          placeholder="aud, slash, RFC 7519…"
          onChange={(search) => setFilter({ ...filter, search })}
        />
        <SelectField
          label="About"
          value={filter.object}
          options={OBJECTS}
          onChange={(object) => setFilter({ ...filter, object: object as RuleObject | 'all' })}
        />
        <SelectField
          label="State"
          value={filter.state}
          options={STATES}
          onChange={(state) => setFilter({ ...filter, state: state as RuleFilter['state'] })}
        />
      </div>
      <p className={styles.count} role="status">
        {judged ? `${shown.length} of ${states.length} rules` : 'The rules are being loaded.'}
        {isFiltered && (
          <Button
            size="small"
            kind="quiet"
            onPress={() => setFilter({ search: '', object: 'all', state: 'in-force' })}
          >
            Show all in force
          </Button>
        )}
      </p>
      {judged && shown.length === 0 && (
        <p className={styles.empty}>No rule fits. Fewer words or another state show more.</p>
      )}
      <ul className={styles.rules} aria-label="Rules and their state">
        {shown.map((state) => (
          <RuleRow key={state.rule.id} state={state} onShow={onShow} />
        ))}
      </ul>
    </Card>
  )
}

function RuleRow({
  state: row,
  onShow,
}: {
  readonly state: RuleState
  readonly onShow: RuleListProps['onShow']
}) {
  const { rule, state, why, finding } = row
  const { word, tone } = STATE_WORDS[state]
  return (
    <li className={styles.rule} data-state={state}>
      <div className={styles.head}>
        <h3 className={styles.ruleTitle}>{rule.title}</h3>
        <Badge tone={finding && finding.severity !== 'error' ? 'warning' : tone}>{word}</Badge>
      </div>
      <p className={styles.why}>{plainText(why)}</p>
      {state === 'fails' && <p className={styles.why}>{rule.fix}</p>}
      <p className={styles.meta}>
        <code>{rule.id}</code>
        <span>{OBJECT_WORDS[rule.object]}</span>
        {state !== 'off' && <span>{finding ? weightOf(row) : `would be ${weightOf(row)}`}</span>}
        <SourceLink source={rule.source} />
        {finding && (
          <Button size="small" onPress={() => onShow(finding)} aria-label={`Show me: ${rule.title}`}>
            Show me
          </Button>
        )}
      </p>
    </li>
  )
}
