import { useMemo } from 'react'
import type { Draft, Environment } from '../../../shared/contract/environments.ts'
import type { KeySummary } from '../../../shared/contract/keys.ts'
import type { Finding } from '../../../shared/lint/run-lint.ts'
import type { Profile } from '../../../shared/profiles/profile.ts'
import styles from './assertion-panel.module.css'
import { ClaimsForm } from './claims-form.tsx'
import { useMemberDocs } from './member-docs.ts'
import { editorMarks, nearestRange, pointerWithin, timeNotes, type Part } from './editor-marks.ts'
import { byteLength, fieldValue, readText, withPayload } from './form-model.ts'
import { JsonCard } from './json-card.tsx'
import { PasteJwt } from './paste-jwt.tsx'
import { SignedCard, type Signed } from './signed-card.tsx'

export interface AssertionPanelProps {
  readonly environment: Environment
  /** The kind of server that the hovers speak of. */
  readonly profile: Profile
  readonly draft: Draft
  readonly onDraft: (next: Draft) => void
  readonly keys: readonly KeySummary[]
  readonly chosenKey: KeySummary | undefined
  readonly audienceCandidates: readonly { readonly value: string; readonly from: string }[]
  readonly findings: readonly Finding[]
  readonly signed: Signed
  /** NumericDate. */
  readonly now: number
  readonly onRenew: () => void
  /** The dialog that takes a JWT in is open. */
  readonly isPasting: boolean
  readonly onPasting: (isPasting: boolean) => void
  /** Takes a pasted JWT that is to be sent as it is. */
  readonly onReadyMade: (assertion: string) => void
  readonly onShow: (pointer: string) => void
  /** Goes to this value in its editor each time `nonce` changes. */
  readonly focusPointer?: { readonly pointer: string; readonly nonce: number } | undefined
  readonly theme: 'light' | 'dark'
}

/** Step 3: header and claims as a form and as JSON over the same text, and what comes out signed. */
export function AssertionPanel(props: AssertionPanelProps) {
  const { environment, draft, onDraft, chosenKey, findings, now, theme } = props
  const { headerText, payloadText } = draft
  const headerMarks = useMemo(() => editorMarks('header', headerText, findings), [headerText, findings])
  const payloadMarks = useMemo(() => editorMarks('payload', payloadText, findings), [payloadText, findings])
  const docs = useMemberDocs({
    profile: props.profile,
    clientId: environment.settings.clientId,
    chosenKey,
    audiences: props.audienceCandidates.map(({ value }) => value),
  })
  const focusIn = (part: Part, text: string) => {
    const pointer = props.focusPointer && pointerWithin(part, props.focusPointer.pointer)
    if (pointer === undefined || !props.focusPointer) return undefined
    return { ...nearestRange(text, pointer), nonce: props.focusPointer.nonce }
  }
  return (
    <section className={styles.panel} aria-labelledby="assertion-title">
      <header className={styles.head}>
        <h1 id="assertion-title" className={styles.title}>
          Client assertion
        </h1>
        <PasteJwt
          key={`paste ${environment.id}`}
          draft={draft}
          onDraft={onDraft}
          keyName={chosenKey?.name}
          isOpen={props.isPasting}
          onOpenChange={props.onPasting}
          onReadyMade={props.onReadyMade}
        />
      </header>
      <p className={styles.lead}>The form and the JSON are one text. Change either.</p>
      <div className={styles.columns}>
        <ClaimsForm
          key={`form ${environment.id}`}
          draft={draft}
          onDraft={onDraft}
          clientId={environment.settings.clientId}
          chosenKey={chosenKey}
          audienceCandidates={props.audienceCandidates}
          findings={findings}
          now={now}
          onRenew={props.onRenew}
        />
        <div className={styles.texts}>
          <JsonCard
            key={`header ${environment.id}`}
            title="Header"
            text={headerText}
            onText={(next) => onDraft({ ...draft, headerText: next })}
            marks={headerMarks}
            docs={docs.header}
            theme={theme}
            focus={focusIn('header', headerText)}
          />
          <JsonCard
            key={`payload ${environment.id}`}
            title="Payload"
            text={payloadText}
            onText={(next) => onDraft(withPayload(draft, next))}
            marks={payloadMarks}
            notes={timeNotes(payloadText, now)}
            docs={docs.payload}
            theme={theme}
            focus={focusIn('payload', payloadText)}
          />
          <SignedCard
            signed={props.signed}
            alg={fieldValue(readText(headerText), 'alg').text}
            hasKey={chosenKey !== undefined}
            bytes={byteLength(headerText) + byteLength(payloadText)}
          />
        </div>
      </div>
    </section>
  )
}
