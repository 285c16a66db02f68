import { useState, type FormEvent } from 'react'
import type { KeySummary } from '../../../shared/contract/keys.ts'
import type { Problem } from '../../../shared/contract/problem.ts'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { CopyButton } from '../../ui/copy-button/copy-button.tsx'
import { TextField } from '../../ui/text-field/text-field.tsx'
import { keyAdvice } from './key-advice.ts'
import styles from './key-panel.module.css'

export interface KeyDetailsProps {
  readonly chosenKey: KeySummary
  readonly onOpen: (keyId: string, passphrase?: string) => Promise<Problem | undefined>
  readonly onLock: (keyId: string) => void
}

/** What is known of one key file, and what it needs before it can sign. */
export function KeyDetails({ chosenKey: key, onOpen, onLock }: KeyDetailsProps) {
  return (
    <Card
      title={key.name}
      aside={
        key.state === 'ready' && (
          <Button size="small" onPress={() => onLock(key.id)}>
            Lock
          </Button>
        )
      }
    >
      {key.state === 'locked' && (
        <OpenForm
          key={key.id}
          keyId={key.id}
          isEncrypted
          mayBeEmpty={key.kind.startsWith('PKCS#12')}
          onOpen={onOpen}
        />
      )}
      {key.state === 'not-opened' && (
        <OpenForm key={key.id} keyId={key.id} isEncrypted={false} onOpen={onOpen} />
      )}
      {key.state === 'unusable' && (
        <p className={styles.problem}>
          <strong>{key.problem?.detail ?? 'This file holds no usable private key.'}</strong>{' '}
          {keyAdvice(key.problem?.code ?? '')}
        </p>
      )}
      <dl className={styles.facts}>
        <Fact name="Kind">{key.kind}</Fact>
        {key.algorithms.length > 0 && <Fact name="Signs with">{key.algorithms.join(', ')}</Fact>}
        <Fact name="Thumbprint" code={key.thumbprint} note="RFC 7638, SHA-256" />
        <Fact name="SPKI SHA-256" code={key.spkiSha256} />
        {key.mode !== undefined && <Fact name="Mode">{key.mode}</Fact>}
        {key.variable === undefined ? (
          <Fact name="Folder" code={key.folder} />
        ) : (
          <Fact name="From">an environment variable of the program</Fact>
        )}
      </dl>
      {key.warnings.length > 0 && (
        <ul className={styles.warnings} aria-label="Warnings about this key">
          {key.warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
    </Card>
  )
}

interface FactProps {
  readonly name: string
  readonly code?: string | undefined
  readonly note?: string
  readonly children?: string
}

function Fact({ name, code, note, children }: FactProps) {
  if (code === undefined && children === undefined) return null
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {code === undefined ? children : <code>{code}</code>}
        {note && <span className={styles.muted}> {note}</span>}
        {code !== undefined && <CopyButton kind="quiet" size="small" text={code} label={`Copy ${name}`} />}
      </dd>
    </>
  )
}

interface OpenFormProps {
  readonly keyId: string
  readonly isEncrypted: boolean
  /** A container may be protected by the empty passphrase. */
  readonly mayBeEmpty?: boolean
  readonly onOpen: KeyDetailsProps['onOpen']
}

/** The passphrase leaves this form once and is not kept here afterwards. */
function OpenForm({ keyId, isEncrypted, mayBeEmpty = false, onOpen }: OpenFormProps) {
  const [passphrase, setPassphrase] = useState('')
  const [opening, setOpening] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setOpening(true)
    const answer = isEncrypted ? onOpen(keyId, passphrase) : onOpen(keyId)
    setPassphrase('')
    setProblem(await answer)
    setOpening(false)
  }
  const said = problem && `${problem.title}. ${problem.detail}`
  return (
    <form className={styles.open} onSubmit={(event) => void submit(event)} aria-label="Open this key">
      {isEncrypted && (
        <TextField
          label="Passphrase"
          type="password"
          value={passphrase}
          onChange={setPassphrase}
          error={said}
          description={`Used once to open the file and forgotten; the opened key stays in memory until Lock.${mayBeEmpty ? ' Leave it empty for a container without one.' : ''}`}
        />
      )}
      {!isEncrypted && problem && <p role="alert">{said}</p>}
      <Button type="submit" isDisabled={opening || (isEncrypted && !mayBeEmpty && passphrase === '')}>
        {opening ? 'Opening…' : 'Open the key'}
      </Button>
    </form>
  )
}
