import { useState } from 'react'
import type { Draft } from '../../../shared/contract/environments.ts'
import { EXPORT_FORMS, type ExportForm } from '../../../shared/export/export-forms.ts'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { CopyButton } from '../../ui/copy-button/copy-button.tsx'
import styles from './export-card.module.css'

export interface ExportCardProps {
  readonly tokenEndpoint: string
  readonly draft: Draft
  /** The signed one; shown only when it is asked for. */
  readonly assertion: string | undefined
}

/** The same request in other tools. A live assertion is a credential, so it stands there only on request. */
export function ExportCard({ tokenEndpoint, draft, assertion }: ExportCardProps) {
  const [chosen, setChosen] = useState<ExportForm>('curl')
  const [isLive, setLive] = useState(false)
  const form = EXPORT_FORMS.find(({ id }) => id === chosen) ?? EXPORT_FORMS[0]
  const isCurl = form.id === 'curl'
  const text = form.make({
    tokenEndpoint,
    flow: draft.flow === 'authorize' || draft.flow === 'key' ? 'client_credentials' : draft.flow,
    headerText: draft.headerText,
    payloadText: draft.payloadText,
    lifetimeS: draft.lifetimeS,
    parameters: draft.parameters,
    ...(isCurl && isLive && assertion !== undefined && { assertion }),
  })
  return (
    <Card
      title="In other tools"
      aside={<CopyButton size="small" text={text} label={`Copy as ${form.label}`} />}
    >
      <div className={styles.row} role="group" aria-label="Form">
        {EXPORT_FORMS.map(({ id, label }) => (
          <Button key={id} size="small" aria-pressed={id === chosen} onPress={() => setChosen(id)}>
            {label}
          </Button>
        ))}
        {isCurl && assertion !== undefined && (
          <Button size="small" kind="quiet" aria-pressed={isLive} onPress={() => setLive(!isLive)}>
            {isLive ? 'Use $ASSERTION' : 'Put the signed assertion in'}
          </Button>
        )}
      </div>
      <p className={styles.note}>
        {form.words}
        {isCurl && isLive && ' Whoever has this text can use the assertion until it expires.'}
      </p>
      <pre className={styles.text} tabIndex={0} role="group" aria-label={`The request as ${form.label}`}>
        {text}
      </pre>
    </Card>
  )
}
