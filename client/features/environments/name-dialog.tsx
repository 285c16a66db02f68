import { useState } from 'react'
import { Button } from '../../ui/button/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog/dialog.tsx'
import { TextField } from '../../ui/text-field/text-field.tsx'

export interface NameDialogProps {
  readonly title: string
  readonly action: string
  readonly name: string
  readonly onDone: (name: string) => void
  readonly onClose: () => void
}

/** Asks for the name of an environment. */
export default function NameDialog({ title, action, name: first, onDone, onClose }: NameDialogProps) {
  const [name, setName] = useState(first)
  const wanted = name.trim()
  const isUsable = wanted !== '' && wanted.length <= 80
  return (
    <Dialog title={title} isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isUsable) onDone(wanted)
        }}
      >
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          autoFocus
          error={wanted.length > 80 ? 'A name has at most 80 characters.' : undefined}
        />
        <DialogActions>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" kind="primary" isDisabled={!isUsable}>
            {action}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
