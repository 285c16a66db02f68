import type { Watch } from '../../../shared/contract/watches.ts'
import { Badge, type Tone } from '../../ui/badge/badge.tsx'
import { Button } from '../../ui/button/button.tsx'
import styles from './watch.module.css'

export interface WatchStripProps {
  readonly watches: readonly Watch[]
  readonly now: number
  readonly onShow: (watch: Watch) => void
  readonly onEnd: (id: string) => void
}

const TONES: Readonly<Record<Watch['state'], Tone>> = {
  waiting: 'hint',
  sending: 'hint',
  succeeded: 'ok',
  refused: 'warning',
  failed: 'error',
}

/** What waits on the server, on every screen: how long still, and what became of it. */
export function WatchStrip({ watches, now, onShow, onEnd }: WatchStripProps) {
  if (watches.length === 0) return null
  return (
    <section className={styles.strip} aria-label="Watch">
      <ul>
        {watches.map((watch) => {
          const isWaiting = watch.state === 'waiting'
          return (
            <li key={watch.id}>
              <Badge tone={TONES[watch.state]}>{watch.state}</Badge>
              <span className={styles.said}>
                <span role="status">
                  {watch.environmentName}: {watch.said}
                </span>
                {isWaiting && (
                  <span role="timer">
                    {' '}
                    {watch.mode === 'delay' ? 'Sends' : 'Looks'} {leftWords(watch.dueAt - now)}.
                  </span>
                )}
              </span>
              {watch.attemptId !== undefined && (
                <Button size="small" onPress={() => onShow(watch)}>
                  See the answer
                </Button>
              )}
              <Button size="small" kind="quiet" onPress={() => onEnd(watch.id)}>
                {isWaiting ? 'Cancel the watch' : 'Close'}
              </Button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** "in 12:04", "in 1:02:09", "now". */
export function leftWords(seconds: number): string {
  const left = Math.ceil(seconds)
  if (left <= 0) return 'now'
  const two = (part: number) => String(part).padStart(2, '0')
  const [hours, minutes, rest] = [Math.floor(left / 3_600), Math.floor(left / 60) % 60, left % 60]
  return hours > 0 ? `in ${hours}:${two(minutes)}:${two(rest)}` : `in ${two(minutes)}:${two(rest)}`
}
