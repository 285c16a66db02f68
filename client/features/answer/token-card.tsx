import { useEffect, useState } from 'react'
import type { Problem } from '../../../shared/contract/problem.ts'
import type { ShownAttempt } from '../../../shared/contract/token-requests.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { CopyButton } from '../../ui/copy-button/copy-button.tsx'
import { askedScope, scopeRows } from './answer-model.ts'
import styles from './answer-panel.module.css'

const SHOWN_FOR_S = 30

const SCOPE_TONES = {
  granted: 'ok',
  'partly granted': 'warning',
  'not granted': 'warning',
  context: 'unknown',
  added: 'hint',
} as const

const SCOPE_WORDS = {
  granted: 'granted',
  'partly granted': 'partly granted',
  'not granted': 'not granted',
  context: 'asks for context, not repeated',
  added: 'added',
} as const

export type Reveal = (
  attemptId: string,
  member: string,
) => Promise<{ readonly value?: string; readonly problem?: Problem }>

export interface TokenCardProps {
  readonly attempt: ShownAttempt
  readonly onReveal: Reveal
}

/** What a successful answer grants: type, time left, scopes, and its secrets one at a time on request. */
export function TokenCard({ attempt, onReveal }: TokenCardProps) {
  const { outcome } = attempt
  if (outcome.kind !== 'token') return null
  const rows = scopeRows(askedScope(attempt), outcome.scope)
  return (
    <>
      <Card title="Token">
        <dl className={styles.facts}>
          <dt>Type</dt>
          <dd>{outcome.tokenType ?? 'not named'}</dd>
          <dt>Expires</dt>
          <dd>
            <Countdown from={attempt.response.receivedAt ?? attempt.sentAt} lifetimeS={outcome.expiresInS} />
          </dd>
          <dt>Members</dt>
          <dd>
            <code>{outcome.members.join(', ') || 'none'}</code>
          </dd>
        </dl>
        {attempt.revealable.length > 0 && <Secrets key={attempt.id} attempt={attempt} onReveal={onReveal} />}
      </Card>
      <Card
        title="Scopes"
        isFlush
        aside={outcome.scope === undefined && <span>not in the answer: as asked</span>}
      >
        {rows.length === 0 ? (
          <p className={styles.empty}>None was asked for and none was named.</p>
        ) : (
          <ul className={styles.scopes}>
            {rows.map(({ scope, state, by }) => (
              <li key={scope}>
                <code>{scope}</code>
                <Badge tone={SCOPE_TONES[state]}>
                  {by === undefined ? SCOPE_WORDS[state] : `${state}, as ${by}`}
                </Badge>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </>
  )
}

function Countdown({ from, lifetimeS }: { from: number; lifetimeS: number | undefined }) {
  const [now, setNow] = useState(() => Date.now() / 1_000)
  useEffect(() => {
    const handle = setInterval(() => setNow(Date.now() / 1_000), 1_000)
    return () => clearInterval(handle)
  }, [])
  if (lifetimeS === undefined) return 'The answer has no expires_in.'
  const left = Math.floor(from + lifetimeS - now)
  if (left <= 0) return `expired; it was good for ${lifetimeS} s`
  const clock = [Math.floor(left / 60), left % 60].map((part) => String(part).padStart(2, '0')).join(':')
  return `${clock} left of ${lifetimeS} s`
}

interface Shown {
  readonly member: string
  readonly value?: string
  readonly problem?: Problem
}

function Secrets({ attempt, onReveal }: TokenCardProps) {
  const [shown, setShown] = useState<Shown>()
  useEffect(() => {
    if (shown?.value === undefined) return
    const handle = setTimeout(() => setShown(undefined), SHOWN_FOR_S * 1_000)
    return () => clearTimeout(handle)
  }, [shown])
  const reveal = async (member: string) => setShown({ member, ...(await onReveal(attempt.id, member)) })
  return (
    <ul className={styles.secrets} aria-label="Secrets of this answer">
      {attempt.revealable.map((member) => {
        const own = shown?.member === member ? shown : undefined
        return (
          <li key={member}>
            <div className={styles.row}>
              <code>{member}</code>
              {own?.value === undefined ? (
                <Button size="small" aria-label={`Reveal ${member}`} onPress={() => void reveal(member)}>
                  Reveal
                </Button>
              ) : (
                <>
                  <CopyButton size="small" text={own.value} label={`Copy the real ${member}`} />
                  <Button size="small" aria-label={`Hide ${member}`} onPress={() => setShown(undefined)}>
                    Hide
                  </Button>
                </>
              )}
            </div>
            {own?.value === undefined ? (
              <code className={styles.value}>••••••</code>
            ) : (
              <output className={styles.value} aria-label={member}>
                {own.value}
              </output>
            )}
            {own?.value !== undefined && <p className={styles.muted}>Hides again after {SHOWN_FOR_S} s.</p>}
            {own?.problem && (
              <p role="alert" className={styles.problem}>
                <strong>{own.problem.title}.</strong> {own.problem.detail}
              </p>
            )}
          </li>
        )
      })}
    </ul>
  )
}
