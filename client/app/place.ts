import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type { LaunchValues } from '../../shared/contract/logins.ts'
import { paramReader, parseForm } from '../../shared/facts/http-facts.ts'

export const STEPS = ['server', 'key', 'assertion', 'launch', 'request', 'answer'] as const
export type Step = (typeof STEPS)[number]
export const SCREENS = [
  ...STEPS,
  'paste',
  'history',
  'compare',
  'listen',
  'rules',
  'practice',
  'ledger',
] as const
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

/** `#/launch?iss=…&launch=…`, where the launch page sends on to; undefined for anything else. */
export function parseArrival(hash: string): LaunchValues | undefined {
  if (!hash.startsWith(ARRIVAL)) return undefined
  const param = paramReader(parseForm(hash.slice(ARRIVAL.length)))
  const [iss, launch] = [param('iss')?.slice(0, 2_048), param('launch')?.slice(0, 4_096)]
  return { ...(iss !== undefined && { iss }), ...(launch !== undefined && { launch }) }
}

const ARRIVAL = '#/launch?'

const isScreen = (text: string | undefined): text is Screen =>
  (SCREENS as readonly (string | undefined)[]).includes(text)

const subscribe = (listener: () => void) => {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

export type Go = (place: Place, how?: 'push' | 'replace') => void

/** The place in the address, the way to another one, and what an EHR launch brought in its stead. */
export function usePlace(): readonly [Place | undefined, Go, LaunchValues | undefined] {
  const hash = useSyncExternalStore(subscribe, () => location.hash)
  const go = useCallback<Go>((place, how = 'push') => {
    if (how === 'push') location.hash = placeHref(place)
    else location.replace(placeHref(place))
  }, [])
  const arrival = useMemo(() => parseArrival(hash), [hash])
  return [parsePlace(hash), go, arrival]
}
