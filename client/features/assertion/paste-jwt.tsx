import { use, useState, type FormEvent } from 'react'
import { readPastedJwt, type PastedJwt } from '../../../shared/assertion/read-pasted-jwt.ts'
import type { Draft } from '../../../shared/contract/environments.ts'
import { Button } from '../../ui/button/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog/dialog.tsx'
import { MaskedContext } from '../../ui/masked/masked-context.ts'
import { TextField } from '../../ui/text-field/text-field.tsx'
import styles from './assertion-panel.module.css'
import { byteLength, withPayload } from './form-model.ts'

export interface PasteJwtProps {
  readonly draft: Draft
  readonly onDraft: (next: Draft) => void
  /** Of the key that signs the texts again. */
  readonly keyName: string | undefined
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
  /** Takes the pasted text, as it is, for a ready-made assertion. */
  readonly onReadyMade: (assertion: string) => void
}

type Texts = Pick<Draft, 'headerText' | 'payloadText' | 'lifetimeS'>

/** Somebody else's JWT takes the place of both texts, byte for byte as decoded; until the next change, Undo brings them back. */
export function PasteJwt({ draft, onDraft, keyName, isOpen, onOpenChange, onReadyMade }: PasteJwtProps) {
  const [filled, setFilled] = useState<{ readonly before: Texts; readonly after: Texts }>()
  const isMasked = use(MaskedContext)
  if (isMasked) return null
  const isFresh =
    filled !== undefined &&
    filled.after.headerText === draft.headerText &&
    filled.after.payloadText === draft.payloadText
  const fill = (jwt: Extract<PastedJwt, { ok: true }>) => {
    const { headerText, payloadText, lifetimeS } = draft
    const next = withPayload({ ...draft, headerText: jwt.headerText }, jwt.payloadText)
    onDraft(next)
    setFilled({ before: { headerText, payloadText, lifetimeS }, after: next })
    onOpenChange(false)
  }
  return (
    <>
      <Button size="small" onPress={() => onOpenChange(true)}>
        Paste a JWT…
      </Button>
      {isFresh && (
        <p className={styles.pasted} role="status">
          <span>
            Header and payload are those of the pasted JWT; its signature was not kept. {signedWith(keyName)}
            {draft.renewOnSend && ' On send, jti, iat and exp are renewed.'}
          </span>
          <Button size="small" onPress={() => onDraft({ ...draft, ...filled.before })}>
            Undo
          </Button>
        </p>
      )}
      {isOpen && (
        <PasteDialog
          keyName={keyName}
          onFill={fill}
          onReadyMade={(assertion) => {
            onReadyMade(assertion)
            onOpenChange(false)
          }}
          onClose={() => onOpenChange(false)}
        />
      )}
    </>
  )
}

interface PasteDialogProps {
  readonly keyName: string | undefined
  readonly onFill: (jwt: Extract<PastedJwt, { ok: true }>) => void
  readonly onReadyMade: (assertion: string) => void
  readonly onClose: () => void
}

function PasteDialog({ keyName, onFill, onReadyMade, onClose }: PasteDialogProps) {
  const [text, setText] = useState('')
  const read = text.trim() === '' ? undefined : readPastedJwt(text)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (read?.ok) onFill(read)
  }
  return (
    <Dialog title="Paste a JWT" isOpen onOpenChange={(isOpen) => !isOpen && onClose()} shape="wide">
      <form className={styles.dialog} onSubmit={submit}>
        <TextField
          label="Compact JWT"
          value={text}
          onChange={setText}
          isMultiline
          isMonospace
          autoFocus
          placeholder="eyJhbGciOi….eyJpc3MiOi….…"
          error={read && !read.ok ? problemWords(read) : undefined}
          description={
            read?.ok
              ? `Header ${byteLength(read.headerText)} B, payload ${byteLength(read.payloadText)} B. ${signatureWords(read.hadSignature)} ${signedWith(keyName)} Used unchanged, it is sent as it is and nothing is signed.`
              : 'Fills header and payload with its decoded bytes, exactly as they are. It stays in this page until you fill it in.'
          }
        />
        <DialogActions>
          <Button onPress={onClose}>Cancel</Button>
          <Button isDisabled={read?.ok !== true} onPress={() => onReadyMade(text)}>
            Use it unchanged
          </Button>
          <Button kind="primary" type="submit" isDisabled={read?.ok !== true}>
            Fill header and payload
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

const signedWith = (keyName: string | undefined): string =>
  keyName === undefined
    ? 'A key chosen in step 2 signs the two texts again.'
    : `${keyName} signs the two texts again.`

const signatureWords = (hadSignature: boolean): string =>
  hadSignature ? 'Its signature is not kept.' : 'It has no signature.'

const problemWords = ({ part, index, why }: Extract<PastedJwt, { ok: false }>): string =>
  `The ${part ?? 'text'} ${why}${index === undefined ? '' : ` (index ${index} of the pasted text)`}.`
