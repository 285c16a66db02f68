import { useEffect, useState } from 'react'
import { Button, type ButtonProps } from '../button/button.tsx'

export interface CopyButtonProps extends Pick<ButtonProps, 'kind' | 'size' | 'isDisabled'> {
  /** Exactly what lands in the clipboard. */
  readonly text: string
  /** Accessible name: what is copied. */
  readonly label: string
  readonly children?: string
}

type Said = 'copied' | 'refused'

/** Copies what is shown and says so for two seconds. */
export function CopyButton({ text, label, children = 'Copy', ...look }: CopyButtonProps) {
  const [said, setSaid] = useState<Said>()
  useEffect(() => {
    if (!said) return
    const handle = setTimeout(() => setSaid(undefined), 2_000)
    return () => clearTimeout(handle)
  }, [said])
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid('copied'),
      () => setSaid('refused'),
    )
  const words = { copied: 'Copied', refused: 'Not allowed' }
  return (
    <Button {...look} aria-label={said ? `${label}: ${words[said]}` : label} onPress={() => void copy()}>
      <span aria-live="polite">{said ? words[said] : children}</span>
    </Button>
  )
}
