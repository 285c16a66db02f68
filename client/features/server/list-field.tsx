import { useState } from 'react'
import { TextField } from '../../ui/text-field/text-field.tsx'

export interface ListFieldProps {
  readonly label: string
  readonly values: readonly string[]
  /** What stands between two values of a pasted text. */
  readonly separator: RegExp
  readonly isDisabled: boolean
  readonly description: string
  /** Undefined when nothing is left: not known, which is not the same as none. */
  readonly onValues: (values: string[] | undefined) => void
}

/** Several values, one a line; saves as one types. */
export function ListField(props: ListFieldProps) {
  const { label, values, separator, isDisabled, description, onValues } = props
  const shown = values.join('\n')
  const [typed, setTyped] = useState(shown)
  const [seen, setSeen] = useState(shown)
  const read = (text: string): string[] => [...new Set(text.split(separator).filter(Boolean))]
  // A discovery or an import changes the values from elsewhere; what one types is in them already.
  if (shown !== seen) {
    setSeen(shown)
    if (shown !== read(typed).join('\n')) setTyped(shown)
  }
  return (
    <TextField
      label={label}
      value={isDisabled ? shown : typed}
      isMultiline
      isMonospace
      isDisabled={isDisabled}
      description={description}
      onChange={(next) => {
        setTyped(next)
        const list = read(next)
        onValues(list.length === 0 ? undefined : list)
      }}
    />
  )
}
