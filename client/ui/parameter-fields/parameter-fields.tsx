import { useState, type FormEvent } from 'react'
import { Button } from '../button/button.tsx'
import { TextField } from '../text-field/text-field.tsx'
import styles from './parameter-fields.module.css'

export interface ParameterRow {
  readonly name: string
  /** Decoded. */
  readonly value: string
  /** Its place among all parameters. */
  readonly index: number
  /** What a rule says of it. */
  readonly warning?: string | undefined
}

export interface ParameterFieldsProps {
  /** Parameters without a field of their own, in their order. */
  readonly rows: readonly ParameterRow[]
  readonly onChange: (index: number, value: string) => void
  readonly onRemove: (index: number) => void
  readonly onAdd: (name: string, value: string) => void
  /** Why a name may not be added; undefined when it may. */
  readonly refusal?: (name: string) => string | undefined
  readonly placeholder?: string
}

/** Parameters of any name: changed, removed and added one by one. */
export function ParameterFields({ rows, onChange, onRemove, ...adding }: ParameterFieldsProps) {
  return (
    <>
      {rows.map(({ name, value, index, warning }) => (
        <div key={`${index} ${name}`} className={styles.pair}>
          <TextField
            label={name}
            isMonospace
            value={value}
            onChange={(next) => onChange(index, next)}
            warning={warning}
          />
          <Button aria-label={`Remove ${name}`} onPress={() => onRemove(index)}>
            Remove
          </Button>
        </div>
      ))}
      <AddParameter {...adding} />
    </>
  )
}

function AddParameter({
  onAdd,
  refusal,
  placeholder = '',
}: Pick<ParameterFieldsProps, 'onAdd' | 'refusal' | 'placeholder'>) {
  const [isOpen, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [value, setValue] = useState('')
  const refused = refusal?.(name)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name === '' || refused !== undefined) return
    onAdd(name, value)
    setName('')
    setValue('')
    setOpen(false)
  }
  if (!isOpen)
    return (
      <div>
        <Button onPress={() => setOpen(true)}>+ Parameter</Button>
      </div>
    )
  return (
    <form className={styles.add} onSubmit={submit} aria-label="Add a parameter">
      <TextField
        label="Name"
        isMonospace
        value={name}
        onChange={setName}
        placeholder={placeholder}
        error={refused}
      />
      <TextField label="Value, decoded" isMonospace value={value} onChange={setValue} />
      <div className={styles.row}>
        <Button type="submit" isDisabled={name === '' || refused !== undefined}>
          Add
        </Button>
        <Button kind="quiet" onPress={() => setOpen(false)}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
