import { lazy, useEffect, type ComponentType } from 'react'
import type { Screen } from './place.ts'
import type { ScreenProps } from './screens/screen-props.ts'

/** Every screen is a chunk of its own; a new one is one more line. */
const load: Readonly<Record<Screen, () => Promise<{ default: ComponentType<ScreenProps> }>>> = {
  server: () => import('./screens/server-screen.tsx'),
  key: () => import('./screens/key-screen.tsx'),
  assertion: () => import('./screens/assertion-screen.tsx'),
  launch: () => import('./screens/launch-screen.tsx'),
  request: () => import('./screens/request-screen.tsx'),
  answer: () => import('./screens/answer-screen.tsx'),
  paste: () => import('./screens/paste-screen.tsx'),
  history: () => import('./screens/history-screen.tsx'),
  compare: () => import('./screens/compare-screen.tsx'),
  listen: () => import('./screens/listen-screen.tsx'),
  rules: () => import('./screens/rules-screen.tsx'),
  practice: () => import('./screens/practice-screen.tsx'),
  ledger: () => import('./screens/ledger-screen.tsx'),
}

const SCREENS: Readonly<Record<Screen, ComponentType<ScreenProps>>> = {
  server: lazy(load.server),
  key: lazy(load.key),
  assertion: lazy(load.assertion),
  launch: lazy(load.launch),
  request: lazy(load.request),
  answer: lazy(load.answer),
  paste: lazy(load.paste),
  history: lazy(load.history),
  compare: lazy(load.compare),
  listen: lazy(load.listen),
  rules: lazy(load.rules),
  practice: lazy(load.practice),
  ledger: lazy(load.ledger),
}

/** Fetches the other screens once the first one stands, so that a step opens at once. */
const FETCH_AFTER_MS = 1_500

/** The screen that is open. */
export function Panel(props: ScreenProps) {
  useEffect(() => {
    const fetchAll = () => void Promise.allSettled(Object.values(load).map((screen) => screen()))
    const handle = setTimeout(fetchAll, FETCH_AFTER_MS)
    return () => clearTimeout(handle)
  }, [])
  const Open = SCREENS[props.place.screen]
  return <Open {...props} />
}
