import { lazy, useEffect, type ComponentType } from 'react'
import type { Screen } from './place.ts'
import type { ScreenProps } from './screens/screen-props.ts'

type Load = () => Promise<{ default: ComponentType<ScreenProps> }>

const loads: Load[] = []
const chunk = (load: Load): ComponentType<ScreenProps> => {
  loads.push(load)
  return lazy(load)
}

/** Every screen is a chunk of its own; a new one is one more line. */
const SCREENS: Readonly<Record<Screen, ComponentType<ScreenProps>>> = {
  server: chunk(() => import('./screens/server-screen.tsx')),
  key: chunk(() => import('./screens/key-screen.tsx')),
  assertion: chunk(() => import('./screens/assertion-screen.tsx')),
  launch: chunk(() => import('./screens/launch-screen.tsx')),
  request: chunk(() => import('./screens/request-screen.tsx')),
  answer: chunk(() => import('./screens/answer-screen.tsx')),
  paste: chunk(() => import('./screens/paste-screen.tsx')),
  history: chunk(() => import('./screens/history-screen.tsx')),
  compare: chunk(() => import('./screens/compare-screen.tsx')),
  listen: chunk(() => import('./screens/listen-screen.tsx')),
  rules: chunk(() => import('./screens/rules-screen.tsx')),
  practice: chunk(() => import('./screens/practice-screen.tsx')),
  ledger: chunk(() => import('./screens/ledger-screen.tsx')),
}

/** Fetches the other screens once the first one stands, so that a step opens at once. */
const FETCH_AFTER_MS = 1_500

/** The screen that is open. */
export function Panel(props: ScreenProps) {
  useEffect(() => {
    const fetchAll = () => void Promise.allSettled(loads.map((load) => load()))
    const handle = setTimeout(fetchAll, FETCH_AFTER_MS)
    return () => clearTimeout(handle)
  }, [])
  const Open = SCREENS[props.place.screen]
  return <Open {...props} />
}
