import { useState } from 'react'
import { spanWords, type SyncClock } from '../../../shared/diagnosis/sync-clock.ts'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { leftWords } from './watch-strip.tsx'
import styles from './watch.module.css'

export interface WatchCardProps {
  /** The clocks that run in this environment; the one that ends last first. */
  readonly clocks: readonly SyncClock[]
  readonly now: number
  readonly kid: string | undefined
  readonly hasJwksUrl: boolean
  /** Why nothing can be watched; undefined when it can. */
  readonly blocked?: string | undefined
  readonly problem?: { readonly title: string; readonly detail: string } | undefined
  readonly onStart: (mode: 'delay' | 'kid', everyS: number) => void
}

const ABOUT = { app: 'App saved', key: 'Key changed' } as const
const LOOK_EVERY_S = 30
const FIRST_DELAY_S = 60

/** The sync clock, and the retry that needs nobody to be there. */
export function WatchCard({ clocks, now, kid, hasJwksUrl, blocked, problem, onStart }: WatchCardProps) {
  const [typed, setTyped] = useState<string>()
  const [clock] = clocks
  const left = clock === undefined ? 0 : Math.max(0, Math.ceil(clock.endsAt - now))
  const delay = typed ?? String(left > 0 ? left : FIRST_DELAY_S)
  const delayS = Number(delay)
  const isUsable = /^\d+$/.test(delay) && delayS >= 1 && delayS <= 259_200
  return (
    <Card title="Sync clock and watch">
      {clocks.length === 0 ? (
        <p className={styles.lead}>
          No time is known: say under Server when the app was last saved or the key changed, and the clock
          runs from there.
        </p>
      ) : (
        <dl className={styles.clocks}>
          {clocks.map(({ about, since, endsAt, ground }) => (
            <div key={about}>
              <dt>{ABOUT[about]}</dt>
              <dd>
                {spanWords(Math.max(0, now - since))} ago;{' '}
                {endsAt > now ? `over ${leftWords(endsAt - now)}` : 'the delay is over'}
                <span className={styles.note}> ({ground})</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {blocked !== undefined ? (
        <p className={styles.note}>{blocked}</p>
      ) : (
        <div className={styles.acts}>
          <label>
            Repeat once in
            <input
              inputMode="numeric"
              size={7}
              value={delay}
              aria-invalid={!isUsable}
              // The countdown would take the selection away from under a person who is about to type.
              onFocus={() => setTyped(delay)}
              onChange={(event) => setTyped(event.currentTarget.value.trim())}
            />
            seconds
          </label>
          <Button size="small" isDisabled={!isUsable} onPress={() => onStart('delay', delayS)}>
            Start the watch
          </Button>
          {hasJwksUrl && kid !== undefined && (
            <Button size="small" onPress={() => onStart('kid', LOOK_EVERY_S)}>
              Send when the JWK Set has this kid
            </Button>
          )}
        </div>
      )}
      {problem && (
        <p role="alert" className={styles.problem}>
          <strong>{problem.title}.</strong> {problem.detail}
        </p>
      )}
      <p className={styles.note}>
        It waits on this computer’s server: a reload or a closed tab does not end it; ending the program does.
      </p>
    </Card>
  )
}
