import { useState } from 'react'
import { Button } from '../../ui/button/button.tsx'
import { TextField } from '../../ui/text-field/text-field.tsx'
import styles from './request-panel.module.css'

export interface SecretFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (next: string) => void
  readonly description?: string
  readonly error?: string | undefined
}

/** A value that shows as dots until the person who typed it asks to see it. */
export function SecretField({ label, value, onChange, description, error }: SecretFieldProps) {
  const [shown, setShown] = useState(false)
  return (
    <div className={styles.secret}>
      <TextField
        label={label}
        isMonospace
        type={shown ? 'text' : 'password'}
        value={value}
        onChange={onChange}
        description={description}
        error={error}
      />
      <Button
        aria-label={`${shown ? 'Hide' : 'Show'} ${label}`}
        aria-pressed={shown}
        onPress={() => setShown(!shown)}
      >
        {shown ? 'Hide' : 'Show'}
      </Button>
    </div>
  )
}
