import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useSyncExternalStore } from 'react'
import { session } from '../api/api.ts'
import { Shell } from './shell.tsx'
import { useTheme } from './use-theme.ts'

const StartCodePage = lazy(() => import('../features/welcome/start-code-page.tsx'))

/** The server is this computer: always reachable, and nothing is asked again but on purpose. */
const queryClient = new QueryClient({
  defaultOptions: {
    queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false, staleTime: Infinity },
    mutations: { networkMode: 'always', retry: false },
  },
})

/** The page, once this tab is known to the program; until then how to make it known. */
export function App() {
  const [theme, toggleTheme] = useTheme()
  const state = useSyncExternalStore(session.subscribe, session.state)
  if (state.phase === 'starting') return null
  if (state.phase === 'needed')
    return (
      <Suspense fallback={null}>
        <StartCodePage {...state} onCode={(typed) => void session.submit(typed)} />
      </Suspense>
    )
  return (
    <QueryClientProvider key={state.token} client={queryClient}>
      <Shell theme={theme} toggleTheme={toggleTheme} />
    </QueryClientProvider>
  )
}
