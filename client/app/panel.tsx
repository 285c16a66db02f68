import { lazy, useEffect } from 'react'
import type { Answers, Diagnosis } from '../../shared/contract/diagnoses.ts'
import { fetchDocument } from '../../shared/contract/token-requests.ts'
import type { Finding } from '../../shared/lint/run-lint.ts'
import { call } from '../api/api.ts'
import { problemOf, type ApiProblem } from '../api/call.ts'
import { CompareScreen } from './compare-screen.tsx'
import type { FrameProps } from './frame.tsx'
import { judgePasted } from './judge-pasted.ts'
import { HistoryScreen } from './history-screen.tsx'
import { loadCompare, loadHistory } from './load-screens.ts'
import type { Screen } from './place.ts'
import { loadRulesPanel, RulesScreen } from './rules-screen.tsx'
import { useDiscovery } from './use-discovery.ts'
import { useCapture } from './use-capture.ts'
import { useJwksHost } from './use-jwks-host.ts'
import { useFetchJwks } from './use-documents.ts'
import { useKeyActions } from './use-keys.ts'
import { useLedger } from './use-ledger.ts'
import { useOwnProfiles } from './use-profiles.ts'
import type { useWatches } from './use-watches.ts'
import { withKnownServer } from './with-known-server.ts'
import type { TextEdit, Workbench } from './workbench.ts'

const load = {
  server: () => import('../features/server/server-panel.tsx'),
  key: () => import('../features/keys/key-panel.tsx'),
  assertion: () => import('../features/assertion/assertion-panel.tsx'),
  launch: () => import('./launch-screen.tsx'),
  request: () => import('../features/request/request-panel.tsx'),
  answer: () => import('./answer-screen.tsx'),
  paste: () => import('../features/paste/paste-panel.tsx'),
  rules: loadRulesPanel,
  listen: () => import('../features/listen/listen-panel.tsx'),
  practice: () => import('./practice-screen.tsx'),
  ledger: () => import('../features/ledger/ledger-panel.tsx'),
  history: loadHistory,
  compare: loadCompare,
}

const ServerPanel = lazy(load.server)
const KeyPanel = lazy(load.key)
const AssertionPanel = lazy(load.assertion)
const LaunchScreen = lazy(load.launch)
const RequestPanel = lazy(load.request)
const AnswerScreen = lazy(load.answer)
const PastePanel = lazy(load.paste)
const ListenPanel = lazy(load.listen)
const PracticeScreen = lazy(load.practice)
const LedgerPanel = lazy(load.ledger)

/** Fetches the other panels once the first one stands, so that a step opens at once. */
const FETCH_AFTER_MS = 1_500

export interface PanelProps extends FrameProps {
  readonly workbench: Workbench
  readonly focusPointer: { readonly pointer: string; readonly nonce: number } | undefined
  readonly show: (screen: Screen) => void
  readonly showPointer: (pointer: string) => void
  readonly onShowFinding: (finding: Finding) => void
  readonly onSend: () => void
  readonly onFixAndSend: (edit: TextEdit) => void
  readonly watching: ReturnType<typeof useWatches>
  readonly diagnosis: { readonly data: Diagnosis | undefined; readonly error: ApiProblem | null }
  readonly answers: Answers
  readonly onAnswers: (answers: Answers) => void
  /** Opens the share dialog on an attempt of the history. */
  readonly onShare: (attemptId: string) => void
  /** The page is masked for a screenshot: nothing is revealed. */
  readonly isMasked: boolean
}

/** The panel of the screen that is open. */
export function Panel(props: PanelProps) {
  const { place } = props
  useEffect(() => {
    const fetchAll = () => void Promise.allSettled(Object.values(load).map((panel) => panel()))
    const handle = setTimeout(fetchAll, FETCH_AFTER_MS)
    return () => clearTimeout(handle)
  }, [])
  switch (place.screen) {
    case 'server':
      return <ServerScreen {...props} />
    case 'key':
      return <KeyScreen {...props} />
    case 'assertion':
      return <AssertionScreen {...props} />
    case 'launch':
      return <LaunchScreen {...props} />
    case 'request':
      return <RequestScreen {...props} />
    case 'answer':
      return <AnswerScreen {...props} />
    case 'paste':
      return <PasteScreen {...props} />
    case 'rules':
      return <RulesScreen workbench={props.workbench} ruleId={place.ruleId} onShow={props.onShowFinding} />
    case 'listen':
      return <ListenScreen {...props} />
    case 'practice':
      return <PracticeScreen {...props} />
    case 'ledger':
      return <LedgerScreen />
    case 'history':
      return <HistoryScreen {...props} />
    case 'compare':
      return <CompareScreen {...props} />
  }
}

function ServerScreen(props: PanelProps) {
  const { environment, environments, changes, onCommand, workbench, confirmed } = props
  const own = useOwnProfiles()
  const { run, problem, start, cancel } = useDiscovery(environment.id, confirmed)
  return (
    <ServerPanel
      discovery={{
        documents: workbench.documents,
        run,
        problem,
        onStart: async (candidates) => {
          props.onStarted()
          await changes.settled()
          return start(candidates)
        },
        onCancel: cancel,
        onSettings: (settings) => changes.save(withKnownServer({ ...environment, settings }, environments)),
        startWith: props.startAddress,
      }}
      environment={environment}
      ownProfiles={own.data?.profiles ?? []}
      onChange={changes.save}
      onDuplicate={() => onCommand('duplicate')}
      problem={changes.problem}
      now={workbench.now}
    />
  )
}

function KeyScreen({ environment, workbench, confirmed }: PanelProps) {
  const { keys, jwks } = workbench
  const { open, lock, certify } = useKeyActions()
  const fetchJwks = useFetchJwks(confirmed)
  const hosted = useJwksHost()
  const problem = keys.error ?? lock.error ?? fetchJwks.error
  return (
    <KeyPanel
      environment={environment}
      keys={keys.data?.keys ?? []}
      folders={keys.data?.folders ?? []}
      loading={keys.isFetching}
      problem={problem ? problemOf(problem) : undefined}
      jwks={jwks}
      onChoose={workbench.chooseKey}
      onOpen={(keyId, passphrase) =>
        open.mutateAsync({ keyId, ...(passphrase !== undefined && { passphrase }) }).then(
          ({ key }) => {
            workbench.keyOpened(key)
            return undefined
          },
          (error: unknown) => problemOf(error),
        )
      }
      onLock={(keyId) => lock.mutate(keyId)}
      onRefresh={() => void keys.refetch()}
      onFetchJwks={() => fetchJwks.mutate(environment)}
      fetchingJwks={fetchJwks.isPending}
      hosting={{
        host: hosted.state,
        problem: hosted.problem ? problemOf(hosted.problem) : undefined,
        onChange: hosted.change,
        onCheck: async (url) =>
          (
            await confirmed((confirm) =>
              call(fetchDocument, { environmentId: environment.id, kind: 'jwks', url, confirm }),
            )
          )?.document,
      }}
      now={workbench.now}
      onUseCertificate={workbench.fillFromCertificate}
      onMakeCertificate={(commonName, days) =>
        certify.mutateAsync({ keyId: workbench.key?.id ?? '', commonName, days }).then(
          () => undefined,
          (error: unknown) => problemOf(error),
        )
      }
    />
  )
}

const AssertionScreen = ({ environment, workbench, focusPointer, showPointer, theme }: PanelProps) => (
  <AssertionPanel
    environment={environment}
    draft={workbench.draft}
    onDraft={workbench.setDraft}
    keys={workbench.keys.data?.keys ?? []}
    chosenKey={workbench.key}
    audienceCandidates={workbench.audienceCandidates}
    findings={workbench.live.findings}
    signed={workbench.signed}
    now={workbench.now}
    onRenew={workbench.renew}
    onShow={showPointer}
    focusPointer={focusPointer}
    theme={theme}
  />
)

const RequestScreen = ({ environment, workbench, onSend }: PanelProps) => (
  <RequestPanel
    environment={environment}
    draft={workbench.draft}
    onDraft={workbench.setDraft}
    built={workbench.built}
    findings={workbench.live.findings}
    secrets={workbench.secrets}
    onSecrets={workbench.setSecrets}
    stored={workbench.storedSecrets}
    keptNames={workbench.stored.map(({ name }) => name)}
    sending={workbench.sending.isSending}
    onSend={onSend}
    onCancel={workbench.sending.cancel}
  />
)

const PasteScreen = ({ pasted, onPasted, environments, onMake }: PanelProps) => (
  <PastePanel
    text={pasted}
    onText={onPasted}
    judge={judgePasted}
    taken={environments.map(({ id }) => id)}
    onMake={onMake}
  />
)

function ListenScreen({ environment, workbench, confirmed, go }: PanelProps) {
  const capture = useCapture(confirmed)
  return (
    <ListenPanel
      environment={environment}
      state={capture.state}
      busy={capture.busy}
      problem={capture.problem}
      built={workbench.built}
      onStart={() => capture.start(environment.id)}
      onStop={capture.stop}
      onAnswer={capture.answer}
      onClear={capture.clear}
      onOpenAttempt={(attemptId) => go({ environmentId: environment.id, screen: 'answer', attemptId })}
    />
  )
}

function LedgerScreen() {
  const ledger = useLedger(true)
  return (
    <LedgerPanel
      entries={ledger.data?.entries ?? []}
      loading={ledger.isLoading}
      problem={ledger.error ? problemOf(ledger.error) : undefined}
    />
  )
}
