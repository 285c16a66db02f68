import { useState } from 'react'
import { TextField } from '../../ui/text-field/text-field.tsx'

export interface SettingFieldProps {
  readonly label: string
  readonly value: string
  readonly isUrl: boolean
  readonly isDisabled: boolean
  readonly description?: string | undefined
  readonly onCommit: (value: string) => void
}

/** Saves as one types; spaces around a pasted value are not part of it. */
export function SettingField({ label, value, isUrl, isDisabled, description, onCommit }: SettingFieldProps) {
  const [typed, setTyped] = useState(value)
  const [seen, setSeen] = useState(value)
  // Discovery and undo change the value from elsewhere; what one types is the value already.
  if (value !== seen) {
    setSeen(value)
    if (value !== typed.trim()) setTyped(value)
  }
  const isWrong = isUrl && typed.trim() !== '' && !URL.canParse(typed.trim())
  return (
    <TextField
      label={label}
      value={isDisabled ? value : typed}
      isMonospace={label !== 'Name'}
      isDisabled={isDisabled}
      description={description}
      error={isWrong ? 'This is not a whole URL: https://host/path' : undefined}
      onChange={(next) => {
        setTyped(next)
        onCommit(next.trim())
      }}
    />
  )
}
