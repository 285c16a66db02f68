import type { Confirmation } from '../../../shared/errors.ts'
import { Button } from '../../ui/button/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog/dialog.tsx'
import styles from './confirm-dialog.module.css'

export interface ConfirmDialogProps {
  readonly confirmations: readonly Confirmation[]
  readonly onAnswer: (yes: boolean) => void
}

const TITLES: Readonly<Record<Confirmation['kind'], string>> = {
  'key-and-origin': 'This key has not been used here before',
  'ready-made-and-origin': 'No ready-made assertion went here before',
  'audience-elsewhere': 'The audience names another server',
  'production-send': 'This goes to production',
  'production-key': 'This key signs for production',
  'private-target': 'This address is on a private network',
  'capture-relay': 'What your program sends goes on to the real server',
}

const ACTIONS: Readonly<Record<Confirmation['kind'], string>> = {
  'key-and-origin': 'Send with this key',
  'ready-made-and-origin': 'Send it unchanged',
  'audience-elsewhere': 'Send anyway',
  'production-send': 'Send to production',
  'production-key': 'Read its bytes',
  'private-target': 'Connect',
  'capture-relay': 'Relay',
}

/** What needs a yes before it is done, each with the values that it is about. */
export default function ConfirmDialog({ confirmations, onAnswer }: ConfirmDialogProps) {
  const [first] = confirmations
  const worst = confirmations.find(({ kind }) => kind === 'production-send') ?? first
  if (!worst) return null
  const title = confirmations.length === 1 ? TITLES[worst.kind] : `${confirmations.length} things to confirm`
  return (
    <Dialog title={title} isOpen isQuestion onOpenChange={(isOpen) => !isOpen && onAnswer(false)}>
      <ul className={styles.list}>
        {confirmations.map(({ id, kind, message, values }) => (
          <li key={id}>
            {confirmations.length > 1 && <h3 className={styles.kind}>{TITLES[kind]}</h3>}
            <p className={styles.message}>{message}</p>
            <dl className={styles.values}>
              {Object.entries(values).map(([name, value]) => (
                <div key={name}>
                  <dt>{words(name)}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
      <DialogActions>
        <Button autoFocus onPress={() => onAnswer(false)}>
          {refusal(confirmations)}
        </Button>
        <Button kind={worst.kind === 'production-send' ? 'danger' : 'primary'} onPress={() => onAnswer(true)}>
          {ACTIONS[worst.kind]}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function refusal(confirmations: readonly Confirmation[]): string {
  if (confirmations.every(({ kind }) => kind === 'private-target')) return 'Do not connect'
  if (confirmations.every(({ kind }) => kind === 'capture-relay')) return 'Do not relay'
  return confirmations.every(({ kind }) => kind === 'production-key') ? 'Do not read it' : 'Do not send'
}

/** `keyThumbprint` → "key thumbprint". */
const words = (name: string): string =>
  name.replaceAll(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)
