/** The steps of the practice tour, then `over`: done or skipped. */
export const TOUR_STEPS = ['send', 'break', 'fix', 'own'] as const
export type TourStep = (typeof TOUR_STEPS)[number]
export type TourState = TourStep | 'over'
export const TOUR_STATES: readonly TourState[] = [...TOUR_STEPS, 'over']

/** What the tour looks for in the practice environment. */
export interface TourSight {
  /** A token came since the tour was opened. */
  readonly hasToken: boolean
  /** The rules have spoken about the texts as they are. */
  readonly judged: boolean
  /** They name an error in the assertion. */
  readonly hasFault: boolean
}

/** Where the tour stands once that is seen: it follows what is done, whichever button did it. */
export function tourAfter(step: TourStep, { hasToken, judged, hasFault }: TourSight): TourStep {
  if (step === 'send' && hasToken) return 'break'
  if (step === 'break' && judged && hasFault) return 'fix'
  if (step === 'fix' && judged && !hasFault) return 'own'
  return step
}
