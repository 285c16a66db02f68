import { useState, type FormEvent } from 'react'
import type { Problem } from '../../../shared/contract/problem.ts'
import { Button } from '../../ui/button/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog/dialog.tsx'
import { TextField } from '../../ui/text-field/text-field.tsx'
import styles from './key-panel.module.css'

export interface MakeCertificateDialogProps {
  readonly keyName: string
  readonly onMake: (commonName: string, days: number) => Promise<Problem | undefined>
  readonly onClose: () => void
}

const MAX_DAYS = 3_650
const DAYS = '365'

/** Asks for the two things that nobody can guess. */
export function MakeCertificateDialog({ keyName, onMake, onClose }: MakeCertificateDialogProps) {
  const [commonName, setCommonName] = useState('')
  const [days, setDays] = useState(DAYS)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const count = /^\d+$/.test(days) ? Number(days) : 0
  const isUsable = commonName.trim() !== '' && count >= 1 && count <= MAX_DAYS
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const answer = await onMake(commonName.trim(), count)
    setBusy(false)
    if (answer === undefined) onClose()
    else setProblem(answer)
  }
  return (
    <Dialog title="Self-signed certificate" isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <form className={styles.dialog} onSubmit={(event) => void submit(event)}>
        <p className={styles.note}>
          {keyName} signs a certificate about itself. It is written beside the key as a new file and can then
          be uploaded to the console of the server. The private key is not in it.
        </p>
        <TextField
          label="Common name"
          value={commonName}
          onChange={setCommonName}
          description="Shown in consoles; the name of the app does."
        />
        <TextField
          label="Days"
          value={days}
          onChange={setDays}
          {...(count >= 1 && count <= MAX_DAYS ? {} : { error: `1 to ${MAX_DAYS} days` })}
        />
        {problem && (
          <p role="alert" className={styles.problem}>
            <strong>{problem.title}.</strong> {problem.detail}
          </p>
        )}
        <DialogActions>
          <Button onPress={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" isDisabled={!isUsable || busy}>
            {busy ? 'Making…' : 'Make the certificate'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
