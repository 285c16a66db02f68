import { useEffect, useEffectEvent, useState } from 'react'
import { CLIENT_FAULTS } from '../../shared/practice/client-faults.ts'
import { TourCard } from '../features/tour/tour-card.tsx'
import { tourAfter, type TourState, type TourStep } from '../features/tour/tour-steps.ts'
import { putFault } from './put-fault.ts'
import type { Workbench } from './workbench.ts'

export interface PracticeTourProps {
  readonly step: TourStep
  readonly onStep: (next: TourState) => void
  readonly workbench: Workbench
  readonly onSend: () => void
  readonly onShowAssertion: () => void
  readonly onOwnServer: () => void
}

const SAMPLE = CLIENT_FAULTS.find(({ id }) => id === 'aud-slash')

/** The practice tour over what is open; each step does what a person would do by hand, and follows who does. */
export default function PracticeTour(props: PracticeTourProps) {
  const { step, onStep, workbench, onShowAssertion } = props
  const { environment, live, draft, attempts, missing, sending } = workbench
  const [openedAt] = useState(() => Date.now() / 1_000)
  const faults = live.findings.filter(
    ({ severity, pointer }) => severity === 'error' && pointer.startsWith('/assertion/'),
  )
  const repair = faults.find(({ edit }) => edit)
  const newest = attempts[0]
  const next = tourAfter(step, {
    hasToken: newest?.outcome.kind === 'token' && newest.sentAt >= openedAt,
    judged: live.judged,
    hasFault: faults.length > 0,
  })
  const advance = useEffectEvent(onStep)
  useEffect(() => {
    if (next !== step) advance(next)
  }, [next, step])

  const acts: Readonly<Record<TourStep, (() => void) | undefined>> = {
    send: missing === undefined && !sending.isSending ? props.onSend : undefined,
    break:
      SAMPLE &&
      (() => {
        workbench.setDraft(putFault(draft, SAMPLE, environment))
        onShowAssertion()
      }),
    fix:
      repair &&
      (() => {
        workbench.fix(repair)
        onShowAssertion()
      }),
    own: () => {
      onStep('over')
      props.onOwnServer()
    },
  }
  return <TourCard step={step} onAct={acts[step]} onEnd={() => onStep('over')} />
}
