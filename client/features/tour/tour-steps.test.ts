import { describe, expect, it } from 'vitest'
import { tourAfter, type TourSight, type TourStep } from './tour-steps.ts'

const calm: TourSight = { hasToken: false, judged: true, hasFault: false }

describe('tourAfter', () => {
  it.each<{ why: string; step: TourStep; sight: Partial<TourSight>; to: TourStep }>([
    { why: 'nothing was sent yet', step: 'send', sight: {}, to: 'send' },
    { why: 'a fault alone is no token', step: 'send', sight: { hasFault: true }, to: 'send' },
    { why: 'a token came', step: 'send', sight: { hasToken: true }, to: 'break' },
    { why: 'everything is still right', step: 'break', sight: { hasToken: true }, to: 'break' },
    { why: 'the rules name the fault', step: 'break', sight: { hasFault: true }, to: 'fix' },
    {
      why: 'what the rules said before the last change does not count',
      step: 'break',
      sight: { hasFault: true, judged: false },
      to: 'break',
    },
    { why: 'the fault is still there', step: 'fix', sight: { hasFault: true }, to: 'fix' },
    { why: 'the rules have not spoken yet', step: 'fix', sight: { judged: false }, to: 'fix' },
    { why: 'the fault is gone', step: 'fix', sight: {}, to: 'own' },
    { why: 'the last step ends by hand', step: 'own', sight: { hasFault: true }, to: 'own' },
  ])('$step → $to: $why', ({ step, sight, to }) => {
    expect(tourAfter(step, { ...calm, ...sight })).toBe(to)
  })
})
