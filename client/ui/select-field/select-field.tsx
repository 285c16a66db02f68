import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
  Text,
} from 'react-aria-components'
import styles from './select-field.module.css'

export interface SelectFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (next: string) => void
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly description?: string | undefined
  /** Takes the place of the description. */
  readonly error?: string | undefined
  readonly isDisabled?: boolean
}

export function SelectField(props: SelectFieldProps) {
  const { label, value, onChange, options, description, error, isDisabled = false } = props
  const help = error ?? description
  return (
    <Select
      className={styles.field ?? ''}
      value={value}
      onChange={(key) => key !== null && onChange(String(key))}
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
      placeholder="Choose…"
    >
      <Label className={styles.label ?? ''}>{label}</Label>
      <Button className={styles.button ?? ''}>
        <SelectValue className={styles.value ?? ''} />
        <span aria-hidden="true">▾</span>
      </Button>
      {help && (
        <Text slot="description" className={(error === undefined ? styles.description : styles.error) ?? ''}>
          {help}
        </Text>
      )}
      <Popover className={styles.popover ?? ''} placement="bottom start">
        <ListBox className={styles.list ?? ''}>
          {options.map((option) => (
            <ListBoxItem
              key={option.value}
              id={option.value}
              textValue={option.label}
              className={styles.item ?? ''}
            >
              {option.label}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  )
}
