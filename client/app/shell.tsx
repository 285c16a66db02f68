import { lazy, Suspense, useState } from 'react'
import { renewClaims } from '../../shared/assertion/renew-claims.ts'
import type { Draft, Environment } from '../../shared/contract/environments.ts'
import type { LaunchValues } from '../../shared/contract/logins.ts'
import { newEnvironment } from '../../shared/environment/new-environment.ts'
import { WelcomePage } from '../features/welcome/welcome-page.tsx'
import { Frame } from './frame.tsx'
import { saveEnvironments } from './save-environments.ts'
import { judgePasted } from './judge-pasted.ts'
import { usePlace } from './place.ts'
import styles from './shell.module.css'
import { useConfirmed } from './use-confirmed.ts'
import { useDrafts } from './use-draft.ts'
import { useEnvironmentChanges, useEnvironments, type Removed } from './use-environments.ts'
import { useFocusKept } from './use-focus-kept.ts'
import { usePractice } from './use-practice.ts'
import type { Theme } from './use-theme.ts'

const ConfirmDialog = lazy(() => import('../features/environments/confirm-dialog.tsx'))
const NameDialog = lazy(() => import('../features/environments/name-dialog.tsx'))
const PastePanel = lazy(() => import('../features/paste/paste-panel.tsx'))
const StartScreen = lazy(() => import('./screens/start-screen.tsx'))
const LaunchArrival = lazy(() => import('../features/launch/launch-arrival.tsx'))

interface ShellProps {
  readonly theme: Theme
  readonly toggleTheme: () => void
}

/** What was sent then has expired; jti and dates are those of the next send. */
const renewedDraft = (draft: Draft): Draft => ({
  ...draft,
  payloadText: renewClaims(draft.payloadText, {
    jti: crypto.randomUUID(),
    now: Date.now() / 1_000,
    lifetimeS: draft.lifetimeS,
  }),
})

type Asking = 'new' | 'duplicate' | 'rename'

/** Which environment is open, and everything that makes, names and removes one. */
export function Shell({ theme, toggleTheme }: ShellProps) {
  useFocusKept()
  const [place, go, arrival] = usePlace()
  const practice = usePractice(place?.screen === 'practice')
  const practiceState = practice.data?.state
  const listed = useEnvironments(practiceState !== 'off' && practiceState !== 'failed')
  const changes = useEnvironmentChanges()
  const drafts = useDrafts()
  const [asked, confirmed] = useConfirmed()
  const [asking, setAsking] = useState<Asking>()
  const [isStarting, setStarting] = useState(false)
  const [startAddress, setStartAddress] = useState<string>()
  const [pasted, setPasted] = useState('')
  const [removed, setRemoved] = useState<Removed>()
  const [received, setReceived] = useState<LaunchValues & { readonly environmentId: string }>()

  if (listed.error)
    return (
      <main className={styles.message}>
        <p role="alert">
          <strong>{listed.error.problem.title}.</strong> {listed.error.problem.detail}
        </p>
        <button type="button" onClick={() => void listed.refetch()}>
          Try again
        </button>
      </main>
    )
  if (!listed.data) return null
  const { environments, drafts: saved, lastId } = listed.data
  const taken = environments.map(({ id }) => id)
  const current =
    environments.find(({ id }) => id === place?.environmentId) ?? environments.find(({ id }) => id === lastId)
  const open = (environment: Environment, screen: 'assertion' | 'server' | 'key' = 'assertion') => {
    setStarting(false)
    go({ environmentId: environment.id, screen })
  }
  const create = (environment: Environment, screen: 'server' | 'key') => {
    changes.save(environment)
    open(environment, screen)
  }
  const make = (environment: Environment, draft: Draft | undefined) => {
    create(environment, 'server')
    if (draft) drafts.put(environment.id, renewedDraft(draft))
  }

  if (arrival) {
    const { iss } = arrival
    const use = (environment: Environment) => {
      setReceived({ environmentId: environment.id, ...arrival, receivedAt: Date.now() / 1_000 })
      setStarting(false)
      go({ environmentId: environment.id, screen: 'launch' }, 'replace')
    }
    return (
      <Suspense fallback={null}>
        <LaunchArrival
          received={arrival}
          environments={environments}
          onUse={use}
          onNew={() => {
            const name = iss !== undefined && URL.canParse(iss) ? new URL(iss).hostname : 'EHR'
            const settings = { label: 'non-production' as const, fhirBaseUrl: iss }
            const made = newEnvironment({ name, from: { profile: 'smart-generic', settings }, taken })
            changes.save(made)
            use(made)
          }}
          onDismiss={() =>
            go({ environmentId: current?.id ?? environments[0]?.id ?? '', screen: 'launch' }, 'replace')
          }
        />
      </Suspense>
    )
  }
  if (isStarting)
    return (
      <Suspense fallback={null}>
        <StartScreen
          taken={taken}
          onStart={(environment, then) => {
            setStartAddress(then.discover)
            create(environment, then.screen)
          }}
          onImport={(imported) => {
            for (const environment of imported) changes.save(environment)
            const [first] = imported
            if (first) open(first, 'server')
          }}
          onMake={make}
          onPaste={() => {
            setStarting(false)
            if (current) go({ environmentId: current.id, screen: 'paste' })
          }}
          onBack={() => setStarting(false)}
        />
      </Suspense>
    )
  if (!current) {
    const builtIn = environments.find(({ origin }) => origin === 'practice')
    return (
      <WelcomePage
        practice={builtIn ? practiceState : 'off'}
        onPractice={() => builtIn && open(builtIn)}
        onEnvironment={() => setStarting(true)}
        hasPasted={pasted.trim() !== ''}
        paste={
          <Suspense fallback={<div className={styles.boxToCome} />}>
            <PastePanel
              text={pasted}
              onText={setPasted}
              judge={judgePasted}
              taken={taken}
              onMake={make}
              isFirstPage
            />
          </Suspense>
        }
      />
    )
  }
  const shown =
    place?.environmentId === current.id ? place : { environmentId: current.id, screen: 'assertion' as const }
  const remove = async () => {
    const gone = await changes.remove(current.id)
    if (!gone) return
    setRemoved(gone)
    const next = environments.find(({ id }) => id !== current.id)
    if (next) open(next)
  }
  const restore = ({ environment, draft }: Removed) => {
    changes.save(environment)
    if (draft) void changes.settled().then(() => drafts.put(environment.id, draft))
    setRemoved(undefined)
    open(environment)
  }
  const named = (name: string) => {
    if (asking === 'rename') changes.save({ ...current, name })
    if (asking === 'duplicate') {
      const copy = newEnvironment({ name, from: current, taken })
      const draft = drafts.typed[current.id] ?? saved[current.id]
      create(copy, 'server')
      if (draft) void changes.settled().then(() => drafts.put(copy.id, draft))
    }
    setAsking(undefined)
  }
  return (
    <>
      <Frame
        key={current.id}
        environment={current}
        environments={environments}
        savedDraft={saved[current.id]}
        place={shown}
        go={go}
        drafts={drafts}
        received={received?.environmentId === current.id ? received : undefined}
        onReceived={() => setReceived(undefined)}
        changes={changes}
        confirmed={confirmed}
        practice={practice}
        theme={theme}
        toggleTheme={toggleTheme}
        removed={removed}
        startAddress={startAddress}
        onStarted={() => setStartAddress(undefined)}
        pasted={pasted}
        onPasted={setPasted}
        onMake={make}
        onRestore={restore}
        onForget={() => setRemoved(undefined)}
        onOpen={(id) => go({ environmentId: id, screen: 'assertion' })}
        onCommand={(command) => {
          if (command === 'new') setStarting(true)
          else if (command === 'export') saveEnvironments(`${current.id}.countersign.json`, [current])
          else if (command === 'export-all')
            saveEnvironments(
              'countersign.json',
              environments.filter(({ origin }) => origin !== 'practice'),
            )
          else if (command === 'delete') void remove()
          else setAsking(command)
        }}
      />
      <Suspense fallback={null}>
        {asking && (
          <NameDialog
            title={asking === 'rename' ? `Rename ${current.name}` : `Duplicate ${current.name}`}
            action={asking === 'rename' ? 'Rename' : 'Duplicate'}
            name={asking === 'rename' ? current.name : `${current.name} copy`}
            onDone={named}
            onClose={() => setAsking(undefined)}
          />
        )}
        {asked && <ConfirmDialog {...asked} />}
      </Suspense>
    </>
  )
}
