import { StateIcon } from '../ui/state-icon/state-icon.tsx'
import styles from './frame.module.css'
import { STEP_NAMES } from './page-actions.ts'
import { placeHref, STEPS, type Screen, type Step } from './place.ts'
import type { StepState } from './step-states.ts'

interface StepRailProps {
  readonly environmentId: string
  readonly screen: Screen
  readonly steps: Readonly<Record<Step, StepState>>
}

/** The steps in the order in which data flows, each with its worst finding. */
export function StepRail({ environmentId, screen, steps }: StepRailProps) {
  return (
    <nav className={styles.rail} aria-label="Steps">
      <ol className={styles.steps}>
        {STEPS.map((step, index) => (
          <li key={step}>
            <a
              className={styles.step}
              href={placeHref({ environmentId, screen: step })}
              aria-current={screen === step ? 'step' : undefined}
            >
              <span className={styles.number}>{index + 1}</span>
              <span>{STEP_NAMES[step]}</span>
              <StateIcon state={steps[step]} />
            </a>
          </li>
        ))}
      </ol>
      <a
        className={`${styles.step} ${styles.other}`}
        href={placeHref({ environmentId, screen: 'paste' })}
        aria-current={screen === 'paste' ? 'page' : undefined}
      >
        Paste what failed
      </a>
      <a
        className={styles.step}
        href={placeHref({ environmentId, screen: 'rules' })}
        aria-current={screen === 'rules' ? 'page' : undefined}
      >
        Rules
      </a>
      <a
        className={styles.step}
        href={placeHref({ environmentId, screen: 'practice' })}
        aria-current={screen === 'practice' ? 'page' : undefined}
      >
        Practice
      </a>
    </nav>
  )
}
