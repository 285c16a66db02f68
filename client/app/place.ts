import { useCallback, useSyncExternalStore } from 'react'

export const STEPS = ['server', 'key', 'assertion', 'request', 'answer'] as const
export type Step = (typeof STEPS)[number]
export const SCREENS = [...STEPS, 'paste', 'rules', 'practice', 'ledger'] as const
export type Screen = (typeof SCREENS)[number]

/** Where we are; lives in the fragment of the address, so that reload and Back work. Never holds a secret. */
export interface Place {
  readonly environmentId: string
  readonly screen: Screen
  readonly attemptId?: string | undefined
  /** On *Rules*, the one that somebody asked about. */
  readonly ruleId?: string | undefined
}

/** `#/ENVIRONMENT/SCREEN[/ATTEMPT]`, `#/ENVIRONMENT/rules[/RULE]`; undefined for anything else. */
export function parsePlace(hash: string): Place | undefined {
  const [root, environmentId, screen, item, ...rest] = hash.split('/')
  if (root !== '#' || !environmentId || rest.length > 0) return undefined
  if (!/^[a-z0-9-]{1,64}$/.test(environmentId) || !isScreen(screen)) return undefined
  if (!item) return { environmentId, screen }
  return screen === 'rules'
    ? { environmentId, screen, ruleId: item }
    : { environmentId, screen, attemptId: item }
}

export const placeHref = ({ environmentId, screen, attemptId, ruleId }: Place): string =>
  ['#', environmentId, screen, attemptId ?? ruleId].filter(Boolean).join('/')

const isScreen = (text: string | undefined): text is Screen =>
  (SCREENS as readonly (string | undefined)[]).includes(text)

const subscribe = (listener: () => void) => {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

export type Go = (place: Place, how?: 'push' | 'replace') => void

/** The place in the address and the way to another one. */
export function usePlace(): readonly [Place | undefined, Go] {
  const hash = useSyncExternalStore(subscribe, () => location.hash)
  const go = useCallback<Go>((place, how = 'push') => {
    if (how === 'push') location.hash = placeHref(place)
    else location.replace(placeHref(place))
  }, [])
  return [parsePlace(hash), go]
}
