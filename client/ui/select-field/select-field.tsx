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
  /** As `error`, for what need not be wrong. */
  readonly warning?: string | undefined
  readonly isDisabled?: boolean
}

export function SelectField(props: SelectFieldProps) {
  const { label, value, onChange, options, description, error, warning, isDisabled = false } = props
  const help = error ?? warning ?? description
  const tone = error !== undefined ? 'error' : warning !== undefined ? 'warning' : 'description'
  return (
    <Select
      className={styles.field ?? ''}
      value={value}
      onChange={(key) => key !== null && onChange(String(key))}
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      placeholder="Choose…"
    >
      <Label className={styles.label ?? ''}>{label}</Label>
      <Button className={styles.button ?? ''}>
        <SelectValue className={styles.value ?? ''} />
        <span aria-hidden="true">▾</span>
      </Button>
      {help && (
        <Text slot="description" className={styles[tone] ?? ''}>
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
