import { Button } from '../../ui/button/button.tsx'
import { TOUR_STEPS, type TourStep } from './tour-steps.ts'
import styles from './tour-card.module.css'

export interface TourCardProps {
  readonly step: TourStep
  /** What the step's button does; undefined where there is nothing to press just now. */
  readonly onAct: (() => void) | undefined
  /** Done or skipped: it does not come again by itself. */
  readonly onEnd: () => void
}

const WORDS: Readonly<Record<TourStep, { readonly say: string; readonly act: string }>> = {
  send: {
    say: 'Everything is in place. Send it as it stands: this server answers with a token.',
    act: 'Send it',
  },
  break: {
    say: 'Now break it: one slash too many at the end of aud.',
    act: 'Break it',
  },
  fix: {
    say: 'The verdict names the character before anything is sent. A real server would only say invalid_client.',
    act: 'Fix it',
  },
  own: {
    say: 'Right again. The same works with your own server, key and client id.',
    act: 'Your server',
  },
}

/** The practice tour: one thing to do at a time, beside the work and never over it. */
export function TourCard({ step, onAct, onEnd }: TourCardProps) {
  const at = TOUR_STEPS.indexOf(step) + 1
  const isLast = at === TOUR_STEPS.length
  return (
    <section className={styles.card} aria-label="Practice tour">
      <h2 className={styles.title}>
        Practice tour{' '}
        <span className={styles.count}>
          {at} of {TOUR_STEPS.length}
        </span>
      </h2>
      <p className={styles.say} role="status">
        {WORDS[step].say}
      </p>
      {/* One button through all steps, so that the keyboard stays on it. */}
      <div className={styles.acts}>
        <Button size="small" isDisabled={!onAct} onPress={() => onAct?.()}>
          {WORDS[step].act}
        </Button>
        <Button size="small" kind="quiet" {...(!isLast && { 'aria-label': 'Skip the tour' })} onPress={onEnd}>
          {isLast ? 'Done' : 'Skip'}
        </Button>
      </div>
    </section>
  )
}
