import type { Profile, Standing } from '../../../shared/profiles/profile.ts'
import { Badge, type Tone } from '../../ui/badge/badge.tsx'
import { Card } from '../../ui/card/card.tsx'
import styles from './rules-panel.module.css'

export const STANDING_TONES: Readonly<Record<Standing, Tone>> = {
  documented: 'ok',
  source: 'ok',
  reported: 'warning',
  unknown: 'unknown',
}

export const STANDING_WORDS: Readonly<Record<Standing, string>> = {
  documented: 'documented',
  source: 'in its source',
  reported: 'reported',
  unknown: 'unknown',
}

/** Where this server keeps the reason of a refusal, or whom to ask for what. */
export function ReasonCard({ reason }: { readonly reason: Profile['reason'] }) {
  return (
    <Card
      title="Where the reason is written"
      aside={<Badge tone={STANDING_TONES[reason.standing]}>{STANDING_WORDS[reason.standing]}</Badge>}
    >
      <p className={styles.where}>{reason.where}</p>
      <ol className={styles.how}>
        {reason.how.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className={styles.why}>Source: {reason.source}.</p>
    </Card>
  )
}
