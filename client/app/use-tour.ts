import type { Environment } from '../../shared/contract/environments.ts'
import { TOUR_STATES, type TourState } from '../features/tour/tour-steps.ts'
import type { Go } from './place.ts'
import { useSetting } from './use-setting.ts'

/** Where the practice tour stands in this browser, how it goes on, and how it begins anew where it can be taken. */
export function useTour(
  environments: readonly Environment[],
  go: Go,
): readonly [TourState, (next: TourState) => void, (() => void) | undefined] {
  const [tour, setTour] = useSetting('tour', 'send', TOUR_STATES)
  const builtIn = environments.find(({ origin }) => origin === 'practice')
  const start = () => {
    setTour('send')
    if (builtIn) go({ environmentId: builtIn.id, screen: 'assertion' })
  }
  return [tour, setTour, builtIn && start]
}
