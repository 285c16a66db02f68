import { useId, useState } from 'react'
import styles from './assertion-panel.module.css'
import { duration } from './human-time.ts'

const SLIDER = { min: 10, max: 600, step: 10 }

export interface LifetimeFieldProps {
  /** Whole seconds from iat to exp. */
  readonly lifetimeS: number
  readonly onChange: (lifetimeS: number) => void
  readonly error: string | undefined
  readonly warning: string | undefined
  readonly isDisabled: boolean
}

/** Seconds as a slider for the usual range and as a number for any. */
export function LifetimeField({ lifetimeS, onChange, error, warning, isDisabled }: LifetimeFieldProps) {
  const id = useId()
  /** What is being typed while it is no positive whole number; the text keeps the last one that was. */
  const [typed, setTyped] = useState<string>()
  const change = (next: string) => {
    const seconds = Number(next)
    const usable = Number.isSafeInteger(seconds) && seconds > 0 && seconds <= 31_536_000
    setTyped(usable ? undefined : next)
    if (usable) onChange(seconds)
  }
  return (
    <div className={styles.field} role="group" aria-labelledby={`${id}-label`}>
      <span id={`${id}-label`} className={styles.label}>
        Lifetime · exp minus iat
      </span>
      <div className={styles.lifetime}>
        <input
          type="range"
          aria-label="Lifetime"
          aria-valuetext={duration(lifetimeS)}
          {...SLIDER}
          value={Math.min(SLIDER.max, Math.max(SLIDER.min, lifetimeS))}
          disabled={isDisabled}
          onChange={(event) => change(event.currentTarget.value)}
        />
        <span className={styles.seconds}>
          <input
            inputMode="numeric"
            aria-label="Lifetime in seconds"
            aria-describedby={`${id}-help`}
            aria-invalid={error !== undefined || typed !== undefined}
            value={typed ?? String(lifetimeS)}
            disabled={isDisabled}
            onChange={(event) => change(event.currentTarget.value)}
            onBlur={() => setTyped(undefined)}
          />
          s
        </span>
      </div>
      <span id={`${id}-help`} className={styles[error ? 'error' : warning ? 'warning' : 'description']}>
        {typed === undefined
          ? (error ?? warning ?? `${duration(lifetimeS)} from the moment it is made`)
          : 'A whole number of seconds, 1 or more.'}
      </span>
    </div>
  )
}
