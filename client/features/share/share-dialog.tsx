import { useEffect, useMemo, useState } from 'react'
import type { Attempt } from '../../../shared/attempt/attempt.ts'
import { evidenceRequest } from '../../../shared/report/evidence-request.ts'
import { makeReport, type Report, type Stopped } from '../../../shared/report/make-report.ts'
import type { ShowChoices } from '../../../shared/redaction/redaction-rules.ts'
import { Button } from '../../ui/button/button.tsx'
import { CopyButton } from '../../ui/copy-button/copy-button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog/dialog.tsx'
import { SelectField } from '../../ui/select-field/select-field.tsx'
import { TextField } from '../../ui/text-field/text-field.tsx'
import { drawCard } from './draw-card.ts'
import { download } from './download.ts'
import styles from './share-dialog.module.css'

export interface ShareDialogProps {
  /** As it lies in the history: redacted already. */
  readonly attempt: Attempt | undefined
  readonly problem: string | undefined
  readonly isProduction: boolean
  readonly tokenEndpoint: string
  readonly scope: string
  readonly secrets: readonly string[]
  /** What a colleague sent back; resolves with why it could not be taken. */
  readonly onEvidence: (text: string) => Promise<string | undefined>
  readonly onClose: () => void
}

const FORMS = [
  { value: 'image', label: 'Picture (PNG)' },
  { value: 'markdown', label: 'Markdown for a ticket' },
  { value: 'html', label: 'One HTML file' },
  { value: 'attempt', label: 'Attempt file, to be imported and diagnosed' },
  { value: 'message', label: "Message to the server's operator" },
  { value: 'ask-bash', label: 'Ask a colleague for evidence (bash)' },
  { value: 'ask-powershell', label: 'Ask a colleague for evidence (PowerShell)' },
] as const
type Form = (typeof FORMS)[number]['value']

const CHOICES: readonly { name: keyof ShowChoices; label: string }[] = [
  { name: 'clientIds', label: 'Client ids' },
  { name: 'hosts', label: 'Host names' },
  { name: 'kids', label: 'kid' },
  { name: 'ids', label: 'jti and request ids' },
]

/** From the redacted model, never from the page: what is shown, what was removed, and the ways to hand it on. */
export function ShareDialog(props: ShareDialogProps) {
  const { attempt, secrets, isProduction } = props
  const [form, setForm] = useState<Form>('image')
  const [show, setShow] = useState<ShowChoices>(() => ({
    clientIds: !isProduction,
    hosts: !isProduction,
    kids: !isProduction,
    ids: true,
  }))
  const report = useReport(attempt, show, secrets)
  const isAsking = form === 'ask-bash' || form === 'ask-powershell'
  return (
    <Dialog title="Share" shape="wide" isOpen onOpenChange={(isOpen) => !isOpen && props.onClose()}>
      <div className={styles.share}>
        <SelectField
          label="As"
          value={form}
          onChange={(next) => setForm(FORMS.find(({ value }) => value === next)?.value ?? 'image')}
          options={FORMS}
        />
        {!isAsking && (
          <fieldset className={styles.choices}>
            <legend>Show (what is not ticked is masked, the same value by the same mask)</legend>
            {CHOICES.map(({ name, label }) => (
              <label key={name} className={styles.choice}>
                <input
                  type="checkbox"
                  checked={show[name]}
                  onChange={(event) => setShow({ ...show, [name]: event.currentTarget.checked })}
                />
                {label}
              </label>
            ))}
          </fieldset>
        )}
        {isAsking ? (
          <AskForEvidence {...props} shell={form === 'ask-bash' ? 'bash' : 'powershell'} />
        ) : props.problem !== undefined ? (
          <p role="alert" className={styles.problem}>
            {props.problem}
          </p>
        ) : report === undefined ? (
          <p role="status">Masking…</p>
        ) : report.ok ? (
          <Shared report={report} form={form} />
        ) : (
          <p role="alert" className={styles.problem}>
            Nothing is given out: {report.residue.what} is still in the {report.form} ({report.residue.form},
            index {report.residue.index}).
          </p>
        )}
      </div>
      <DialogActions>
        <Button onPress={props.onClose}>Close</Button>
      </DialogActions>
    </Dialog>
  )
}

function useReport(
  attempt: Attempt | undefined,
  show: ShowChoices,
  secrets: readonly string[],
): Report | Stopped | undefined {
  const [salt] = useState(() => crypto.randomUUID())
  const [made, setMade] = useState<{ of: unknown; show: ShowChoices; report: Report | Stopped }>()
  useEffect(() => {
    let left = false
    if (attempt)
      void makeReport(attempt, { show, salt, secrets }).then(
        (report) => !left && setMade({ of: attempt, show, report }),
      )
    return () => {
      left = true
    }
  }, [attempt, show, salt, secrets])
  return made?.of === attempt && made?.show === show ? made.report : undefined
}

function Shared({ report, form }: { report: Report; form: Form }) {
  const { model } = report
  const name = `countersign-${model.sentAt.replace(/[^0-9TZ]/g, '') || 'attempt'}`
  const files: Partial<Record<Form, { text: string; name: string; type: string }>> = {
    markdown: { text: report.markdown, name: `${name}.md`, type: 'text/markdown' },
    html: { text: report.html, name: `${name}.html`, type: 'text/html' },
    attempt: { text: report.attemptText, name: `${name}.attempt.json`, type: 'application/json' },
    message: { text: report.message, name: `${name}.txt`, type: 'text/plain' },
  }
  const file = files[form]
  return (
    <>
      <p className={styles.removed}>
        <strong>Removed:</strong> {model.removed.length === 0 ? 'nothing' : model.removed.join(', ')}.
      </p>
      {file === undefined ? (
        <Picture report={report} name={`${name}.png`} />
      ) : (
        <>
          <pre className={styles.preview} tabIndex={0} aria-label="Preview">
            {file.text}
          </pre>
          <div className={styles.buttons}>
            <CopyButton text={file.text} label="Copy the text" kind="primary">
              Copy
            </CopyButton>
            <Button onPress={() => download(new Blob([file.text], { type: file.type }), file.name)}>
              Download
            </Button>
          </div>
        </>
      )}
    </>
  )
}

function Picture({ report, name }: { report: Report; name: string }) {
  const canvas = useMemo(() => drawCard(report.model), [report])
  const [said, setSaid] = useState('')
  const blob = () => new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
  const copy = async () => {
    try {
      const png = await blob()
      if (png) await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })])
      setSaid('The picture is in the clipboard.')
    } catch {
      setSaid('The browser did not allow it; use Download.')
    }
  }
  return (
    <>
      <img
        className={styles.picture}
        src={canvas.toDataURL('image/png')}
        alt={`Report: ${report.model.verdict}`}
      />
      <div className={styles.buttons}>
        <Button kind="primary" onPress={() => void copy()}>
          Copy the picture
        </Button>
        <Button onPress={() => void blob().then((png) => png && download(png, name))}>Download</Button>
        <span role="status">{said}</span>
      </div>
    </>
  )
}

function AskForEvidence({
  tokenEndpoint,
  scope,
  onEvidence,
  onClose,
  shell,
}: ShareDialogProps & { shell: 'bash' | 'powershell' }) {
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const message = evidenceRequest({ tokenEndpoint, scope }, shell)
  const take = async () => {
    const refused = await onEvidence(text)
    if (refused === undefined) onClose()
    else setProblem(refused)
  }
  return (
    <>
      <pre className={styles.preview} tabIndex={0} aria-label="Message">
        {message}
      </pre>
      <div className={styles.buttons}>
        <CopyButton text={message} label="Copy the message" kind="primary">
          Copy
        </CopyButton>
      </div>
      <TextField
        label="What came back"
        value={text}
        onChange={setText}
        isMultiline
        isMonospace
        error={problem}
        description="Paste everything that the snippet printed. It becomes an attempt in the history."
      />
      <div className={styles.buttons}>
        <Button isDisabled={text.trim() === ''} onPress={() => void take()}>
          Make an attempt of it
        </Button>
      </div>
    </>
  )
}
