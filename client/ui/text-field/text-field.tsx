import { Input, Label, Text, TextArea, TextField as AriaTextField } from 'react-aria-components'
import styles from './text-field.module.css'

export interface TextFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (next: string) => void
  readonly description?: string | undefined
  /** Takes the place of the description. */
  readonly error?: string | undefined
  /** As `error`, for what need not be wrong. */
  readonly warning?: string | undefined
  readonly type?: 'text' | 'password' | 'url'
  readonly isMonospace?: boolean
  readonly isDisabled?: boolean
  readonly isMultiline?: boolean
  readonly placeholder?: string
  readonly autoFocus?: boolean
}

export function TextField(props: TextFieldProps) {
  const {
    label,
    description,
    error,
    warning,
    isMonospace,
    isMultiline,
    placeholder,
    type = 'text',
    ...rest
  } = props
  const className = `${styles.input} ${isMonospace ? styles.monospace : ''}`
  const help = error ?? warning ?? description
  const tone = error !== undefined ? 'error' : warning !== undefined ? 'warning' : 'description'
  return (
    <AriaTextField
      {...rest}
      type={type}
      className={styles.field ?? ''}
      isInvalid={error !== undefined}
      // Natively, a shown error keeps the form from being sent again: a wrong passphrase could not be followed by a right one.
      validationBehavior="aria"
      autoComplete="off"
      spellCheck="false"
    >
      <Label className={styles.label ?? ''}>{label}</Label>
      {isMultiline ? (
        <TextArea className={className} rows={3} placeholder={placeholder ?? ''} />
      ) : (
        <Input className={className} placeholder={placeholder ?? ''} />
      )}
      {help && (
        <Text slot="description" className={styles[tone] ?? ''}>
          {help}
        </Text>
      )}
    </AriaTextField>
  )
}
