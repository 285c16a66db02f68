import type { ReactNode } from 'react'
import { StateIcon } from '../ui/state-icon/state-icon.tsx'
import styles from './frame.module.css'
import { STEP_NAMES } from './page-actions.ts'
import { placeHref, STEPS, type Screen, type Step } from './place.ts'
import type { StepState } from './step-states.ts'

/** The screens that are no step. */
const OTHERS = [
  { screen: 'paste', name: 'Paste what failed' },
  { screen: 'history', name: 'History' },
  { screen: 'compare', name: 'Compare' },
  { screen: 'listen', name: 'Listen' },
  { screen: 'rules', name: 'Rules' },
  { screen: 'practice', name: 'Practice' },
] as const

interface StepRailProps {
  readonly environmentId: string
  readonly screen: Screen
  readonly steps: Readonly<Record<Step, StepState>>
  /** Stands below the links. */
  readonly children: ReactNode
}

/** The steps in the order in which data flows, each with its worst finding. */
export function StepRail({ environmentId, screen, steps, children }: StepRailProps) {
  return (
    <div className={styles.rail}>
      <nav className={styles.links} aria-label="Steps">
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
        {OTHERS.map(({ screen: other, name }, index) => (
          <a
            key={other}
            className={`${styles.step} ${index === 0 ? styles.other : ''}`}
            href={placeHref({ environmentId, screen: other })}
            aria-current={screen === other ? 'page' : undefined}
          >
            {name}
          </a>
        ))}
      </nav>
      {children}
    </div>
  )
}
