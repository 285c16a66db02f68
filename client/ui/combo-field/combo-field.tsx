import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components'
import styles from './combo-field.module.css'

export interface ComboOption {
  readonly value: string
  /** Where the value comes from. */
  readonly from: string
}

export interface ComboFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (next: string) => void
  readonly options: readonly ComboOption[]
  readonly description?: string | undefined
  readonly error?: string | undefined
  /** As `error`, for what need not be wrong. */
  readonly warning?: string | undefined
  readonly isDisabled?: boolean
  readonly placeholder?: string
}

/** Free text with proposals; every proposal stays on the list, whatever has been typed. */
export function ComboField(props: ComboFieldProps) {
  const {
    label,
    value,
    onChange,
    options,
    description,
    error,
    warning,
    isDisabled = false,
    placeholder,
  } = props
  const help = error ?? warning ?? description
  const tone = error !== undefined ? 'error' : warning !== undefined ? 'warning' : 'description'
  const items = options.map((option, index) => ({ ...option, id: `${index} ${option.value}` }))
  return (
    <ComboBox
      className={styles.field ?? ''}
      inputValue={value}
      onInputChange={onChange}
      value={items.find((item) => item.value === value)?.id ?? null}
      onChange={(id) => {
        const chosen = items.find((item) => item.id === id)
        if (chosen) onChange(chosen.value)
      }}
      items={items}
      defaultFilter={() => true}
      menuTrigger="manual"
      allowsCustomValue
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <Label className={styles.label ?? ''}>{label}</Label>
      <div className={styles.group}>
        <Input
          className={styles.input ?? ''}
          placeholder={placeholder ?? ''}
          spellCheck={false}
          autoComplete="off"
        />
        {options.length > 0 && (
          <Button className={styles.open ?? ''} aria-label={`Proposals for ${label}`}>
            ▾
          </Button>
        )}
      </div>
      {help && (
        <Text slot="description" className={styles[tone] ?? ''}>
          {help}
        </Text>
      )}
      <Popover className={styles.popover ?? ''} placement="bottom start">
        <ListBox className={styles.list ?? ''}>
          {(item: ComboOption & { id: string }) => (
            <ListBoxItem id={item.id} textValue={item.value} className={styles.item ?? ''}>
              <Text slot="label" className={styles.value ?? ''}>
                {item.value}
              </Text>
              <Text slot="description" className={styles.from ?? ''}>
                {item.from}
              </Text>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
