import type { ResponseOf } from '../../../shared/contract/operation.ts'
import type { readPractice } from '../../../shared/contract/practice.ts'
import { PRACTICE_FAULTS, type PracticeFaultId } from '../../../shared/practice/practice-faults.ts'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import styles from './practice-panel.module.css'

type Practice = ResponseOf<typeof readPractice>

export interface PracticeFaults {
  readonly faults: PracticeFaultId[]
  readonly syncS?: number
  readonly clockOffsetS?: number
}

export interface FaultsCardProps {
  readonly practice: Practice
  readonly onFaults: (faults: PracticeFaults) => void
}

/** What is wrong at the server or with the registration, on and off. */
export function FaultsCard({ practice, onFaults }: FaultsCardProps) {
  const { faults, syncS, clockOffsetS } = practice
  const isReady = practice.state === 'ready'
  const set = (next: PracticeFaultId[]) => onFaults({ faults: next, syncS, clockOffsetS })
  const toggle = (id: PracticeFaultId) =>
    set(faults.includes(id) ? faults.filter((each) => each !== id) : [...faults, id])
  return (
    <Card
      title="Faults at the server"
      isFlush
      aside={
        faults.length > 0 && (
          <Button size="small" onPress={() => set([])}>
            All off
          </Button>
        )
      }
    >
      <div className={styles.options}>
        <NumberField
          label="not yet in force for"
          unit="s"
          value={syncS}
          max={86_400}
          isDisabled={!isReady}
          onValue={(value) => onFaults({ faults, syncS: value, clockOffsetS })}
        />
        <NumberField
          label="clock off by"
          unit="s"
          value={clockOffsetS}
          max={86_400}
          isDisabled={!isReady}
          onValue={(value) => onFaults({ faults, syncS, clockOffsetS: value })}
        />
      </div>
      <ul className={styles.faults}>
        {PRACTICE_FAULTS.map(({ id, title, seen }) => (
          <li key={id}>
            <label className={styles.switch}>
              <input
                type="checkbox"
                role="switch"
                checked={faults.includes(id)}
                disabled={!isReady}
                onChange={() => toggle(id)}
              />
              {title}
            </label>
            <p className={styles.note}>You would see: {seen}.</p>
          </li>
        ))}
      </ul>
    </Card>
  )
}

interface NumberFieldProps {
  readonly label: string
  readonly unit: string
  readonly value: number
  readonly max: number
  readonly isDisabled: boolean
  readonly onValue: (value: number) => void
}

function NumberField({ label, unit, value, max, isDisabled, onValue }: NumberFieldProps) {
  return (
    <label className={styles.number}>
      {label}
      <input
        key={value}
        type="number"
        min={1}
        max={max}
        defaultValue={value}
        disabled={isDisabled}
        onBlur={(event) => {
          const next = Math.floor(event.currentTarget.valueAsNumber)
          if (next >= 1 && next <= max && next !== value) onValue(next)
        }}
      />
      {unit}
    </label>
  )
}
