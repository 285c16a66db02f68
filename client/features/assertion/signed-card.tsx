import type { Problem } from '../../../shared/contract/problem.ts'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { CopyButton } from '../../ui/copy-button/copy-button.tsx'
import { JwtText } from '../../ui/wire-text/jwt-text.tsx'
import styles from './assertion-panel.module.css'

export interface Signed {
  readonly state: 'idle' | 'signing' | 'signed' | 'failed'
  readonly assertion?: string
  readonly problem?: Problem
  readonly notes?: readonly string[]
  /** Of a key that signs elsewhere: runs the signer once over the two texts. */
  readonly onSign?: () => void
}

export interface SignedCardProps {
  readonly signed: Signed
  readonly alg: string
  readonly hasKey: boolean
  /** UTF-8 bytes of header and payload together. */
  readonly bytes: number
}

/** The compact JWS of exactly the two texts, or why there is none. */
export function SignedCard({ signed, alg, hasKey, bytes }: SignedCardProps) {
  const { state, assertion, problem, notes = [], onSign } = signed
  return (
    <Card
      title="Signed"
      aside={
        assertion === undefined ? (
          onSign && (
            <Button size="small" onPress={onSign}>
              Run the signer
            </Button>
          )
        ) : (
          <>
            <span aria-live="polite">
              {state === 'signing'
                ? 'Signing…'
                : [alg, `${assertion.length} characters`].filter(Boolean).join(' · ')}
            </span>
            <CopyButton size="small" text={assertion} label="Copy the signed JWT" />
          </>
        )
      }
    >
      {state === 'failed' && problem && (
        <p role="alert" className={styles.problem}>
          <strong>{problem.title}.</strong> {problem.detail}
        </p>
      )}
      {assertion !== undefined && state !== 'failed' && (
        <output aria-label="Signed assertion" className={state === 'signing' ? styles.stale : undefined}>
          <JwtText jwt={assertion} />
        </output>
      )}
      {assertion === undefined && state !== 'failed' && (
        <p className={styles.empty}>
          {onSign
            ? 'This key signs in a program of yours. It runs when you send, or once by the button above; not at each key press.'
            : emptyText(state, hasKey)}
        </p>
      )}
      {notes.map((note) => (
        <p key={note} className={styles.note} role="status">
          {note}
        </p>
      ))}
      <p className={styles.bytes}>What is signed is what you see: {bytes} bytes.</p>
    </Card>
  )
}

function emptyText(state: Signed['state'], hasKey: boolean): string {
  if (!hasKey) return 'Choose a key in step 2, and the signed JWT shows here as you type.'
  return state === 'signing' ? 'Signing…' : 'The signed JWT shows here as you type.'
}
