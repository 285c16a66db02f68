import { useCallback, useSyncExternalStore } from 'react'

export const STEPS = ['server', 'key', 'assertion', 'request', 'answer'] as const
export type Step = (typeof STEPS)[number]
export const SCREENS = [...STEPS, 'paste', 'practice', 'ledger'] as const
export type Screen = (typeof SCREENS)[number]

/** Where we are; lives in the fragment of the address, so that reload and Back work. Never holds a secret. */
export interface Place {
  readonly environmentId: string
  readonly screen: Screen
  readonly attemptId?: string | undefined
}

/** `#/ENVIRONMENT/SCREEN[/ATTEMPT]`; undefined for anything else. */
export function parsePlace(hash: string): Place | undefined {
  const [root, environmentId, screen, attemptId, ...rest] = hash.split('/')
  if (root !== '#' || !environmentId || rest.length > 0) return undefined
  if (!/^[a-z0-9-]{1,64}$/.test(environmentId) || !isScreen(screen)) return undefined
  return { environmentId, screen, ...(attemptId && { attemptId }) }
}

export const placeHref = ({ environmentId, screen, attemptId }: Place): string =>
  `#/${environmentId}/${screen}${attemptId ? `/${attemptId}` : ''}`

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
