import { useState, type FormEvent } from 'react'
import type { Problem } from '../../../shared/contract/problem.ts'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { ComboField } from '../../ui/combo-field/combo-field.tsx'
import styles from './key-panel.module.css'

export interface VariableCardProps {
  /** Of the program's own environment; no value among them. */
  readonly names: readonly string[]
  readonly problem: Problem | undefined
  readonly isBusy: boolean
  readonly onTake: (name: string) => void
}

/** A key that a program gets in an environment variable, read by this program from its own. */
export function VariableCard({ names, problem, isBusy, onTake }: VariableCardProps) {
  const [name, setName] = useState('')
  const isKnown = names.includes(name)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isKnown) onTake(name)
  }
  return (
    <Card title="Key in an environment variable">
      <form className={styles.dialog} onSubmit={submit}>
        <p className={styles.note}>
          Only the names of the program’s variables are listed. The one that you take is read as a key,
          whatever is wrapped around it; its value stays in the program.
        </p>
        <ComboField
          label="Variable"
          value={name}
          onChange={setName}
          options={names.map((each) => ({ value: each, from: '' }))}
          placeholder="EPIC_PRIVATE_KEY"
          error={
            problem
              ? `${problem.title}. ${problem.detail}`
              : name === '' || isKnown
                ? undefined
                : 'Countersign was started without a variable of this name.'
          }
        />
        <div className={styles.buttons}>
          <Button type="submit" isDisabled={!isKnown || isBusy}>
            {isBusy ? 'Reading…' : 'Take it as a key'}
          </Button>
        </div>
      </form>
    </Card>
  )
}
