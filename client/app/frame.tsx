import { lazy, Suspense, useDeferredValue, useState } from 'react'
import type { Diagnosis } from '../../shared/contract/diagnoses.ts'
import type { Draft, Environment } from '../../shared/contract/environments.ts'
import type { LaunchValues } from '../../shared/contract/logins.ts'
import type { Finding } from '../../shared/lint/run-lint.ts'
import type { EnvironmentCommand } from '../features/environments/environment-switcher.tsx'
import type { Action } from '../features/palette/actions.ts'
import { VerdictColumn } from '../features/verdict/verdict-column.tsx'
import { WatchStrip } from '../features/watch/watch-strip.tsx'
import { Button } from '../ui/button/button.tsx'
import { PassingNotice } from '../ui/passing-notice/passing-notice.tsx'
import { ActionBar } from './action-bar.tsx'
import { FrameIdentity } from './frame-identity.tsx'
import styles from './frame.module.css'
import { pageActions } from './page-actions.ts'
import { Panel } from './panel.tsx'
import { placeHref, STEPS, type Go, type Place, type Screen } from './place.ts'
import { withoutRepairs } from './ready-made.ts'
import { StepRail } from './step-rail.tsx'
import { stepOf } from './step-states.ts'
import { TopBar } from './top-bar.tsx'
import type { Confirmed } from './use-confirmed.ts'
import type { Drafts } from './use-draft.ts'
import type { EnvironmentChanges, Removed } from './use-environments.ts'
import { useMedia } from './use-media.ts'
import type { usePractice } from './use-practice.ts'
import { useSetting } from './use-setting.ts'
import { useShortcuts } from './use-shortcuts.ts'
import type { Theme } from './use-theme.ts'
import { useTour } from './use-tour.ts'
import { MaskedContext } from '../ui/masked/masked-context.ts'
import { maskDeep, maskedWorkbench, screenMaskOf } from './masked-workbench.ts'
import { useAnswers, useDiagnosis } from './use-diagnosis.ts'
import { useWatches, useWatchTitle } from './use-watches.ts'
import { useWorkbench, type TextEdit, type Workbench } from './workbench.ts'

const ShareScreen = lazy(() => import('./screens/share-screen.tsx'))
const CommandPalette = lazy(() => import('../features/palette/command-palette.tsx'))
const VerdictDrawer = lazy(() => import('./verdict-drawer.tsx'))
const PracticeTour = lazy(() => import('./practice-tour.tsx'))
const ShortcutsDialog = lazy(() => import('../features/palette/shortcuts-dialog.tsx'))

export interface FrameProps {
  readonly environment: Environment
  readonly environments: readonly Environment[]
  readonly savedDraft: Draft | undefined
  readonly place: Place
  readonly go: Go
  readonly drafts: Drafts
  /** What an EHR launch brought for this environment and is not in the draft yet. */
  readonly received: LaunchValues | undefined
  readonly onReceived: () => void
  readonly changes: EnvironmentChanges
  readonly confirmed: Confirmed
  readonly practice: ReturnType<typeof usePractice>
  readonly theme: Theme
  readonly toggleTheme: () => void
  /** The environment that was deleted last, as long as it can come back. */
  readonly removed: Removed | undefined
  readonly onRestore: (removed: Removed) => void
  readonly onForget: () => void
  /** What is in the box of *Paste what failed*; in memory only. */
  readonly pasted: string
  readonly onPasted: (text: string) => void
  /** Takes an environment with its first texts. */
  readonly onMake: (environment: Environment, draft: Draft | undefined) => void
  /** An address that discovery begins with when the Server step opens; cleared once it has begun. */
  readonly startAddress: string | undefined
  readonly onStarted: () => void
  readonly onOpen: (id: string) => void
  readonly onCommand: (command: EnvironmentCommand) => void
}

/** One environment in its frame: who, where, the steps, the panel, the verdict and the one thing to do. */
export function Frame(props: FrameProps) {
  const { place, go } = props
  const live = useWorkbench({
    ...props,
    isPracticeReady: props.practice.data?.state === 'ready',
    attemptId: place.attemptId,
    isLaunchOpen: place.screen === 'launch',
  })
  const [isMasked, setMasked] = useState(false)
  const [sharing, setSharing] = useState<string>()
  const mask = isMasked ? screenMaskOf(props.environment, live) : undefined
  const workbench = mask ? maskedWorkbench(live, mask) : live
  const environment = mask ? maskDeep(props.environment, mask) : props.environment
  const [answers, setAnswers] = useAnswers(props.environment, live.attempt, props.changes)
  const judged = useDiagnosis(place.screen === 'answer' ? live.attempt?.id : undefined, answers)
  const known =
    judged.data && live.readyMade.assertion !== undefined ? withoutRepairs(judged.data) : judged.data
  const diagnosis = {
    data: mask && known ? maskDeep(known, mask) : known,
    error: judged.error,
  }
  const watching = useWatches(props.confirmed)
  useWatchTitle(watching.watches, live.now)
  const [opened, setOpened] = useState<'palette' | 'shortcuts' | 'verdict'>()
  const [focus, setFocus] = useState<{ readonly pointer: string; readonly nonce: number }>()
  const [isPastingJwt, setPastingJwt] = useState(false)
  const [singleKeys, setSingleKeys] = useSetting('single-keys', 'on', ['on', 'off'])
  const [tour, setTour, startTour] = useTour(props.environments, go)
  // The rail answers a click at once; the panel, with its editors, follows in a frame of its own.
  const shownPlace = useDeferredValue(place)
  const isNarrow = useMedia('(width < 1100px)')

  const show = (screen: Screen) => go({ environmentId: environment.id, screen })
  const showPointer = (pointer: string) => {
    setOpened(undefined)
    setFocus((before) => ({ pointer, nonce: (before?.nonce ?? 0) + 1 }))
    show('assertion')
  }
  const showFinding = (finding: Finding) => {
    if (finding.pointer.startsWith('/assertion/')) return showPointer(finding.pointer)
    setOpened(undefined)
    show(stepOf(finding))
  }
  const showAnswer = (attempt: { id: string } | undefined) =>
    attempt && go({ environmentId: environment.id, screen: 'answer', attemptId: attempt.id })
  const send = async () => {
    if (isMasked || workbench.missing !== undefined || workbench.sending.isSending) return
    const attempt = await workbench.send()
    if (attempt) showAnswer(attempt)
  }
  const fixAndSend = async (edit: TextEdit) => showAnswer(await workbench.fixAndSend(edit))

  const attemptId = live.attempt?.id
  const share = attemptId === undefined ? undefined : () => setSharing(attemptId)
  const actions: Action[] = pageActions({
    ...props,
    show,
    send: () => void send(),
    renew: workbench.renew,
    pasteJwt: () => {
      setPastingJwt(true)
      show('assertion')
    },
    openPalette: () => setOpened('palette'),
    isMasked,
    toggleMask: () => setMasked(!isMasked),
    share,
    openShortcuts: () => setOpened('shortcuts'),
    startTour,
    showVerdict: isNarrow ? () => setOpened('verdict') : undefined,
  })
  useShortcuts(actions, singleKeys === 'on')

  const isLaunch = place.screen === 'launch'
  const { findings, unknowns, failed, ...spoken } = isLaunch ? workbench.launch.live : workbench.live
  const isAnswer = place.screen === 'answer'
  const verdict = (
    <VerdictColumn
      findings={findings}
      unknowns={unknowns}
      judged={spoken.judged}
      failed={failed}
      missing={workbench.missing}
      isInDrawer={isNarrow}
      onFix={workbench.fix}
      onShow={showFinding}
      ruleHref={(ruleId) => placeHref({ environmentId: environment.id, screen: 'rules', ruleId })}
    />
  )
  const hasColumn = !isNarrow && !isAnswer && STEPS.some((step) => step === place.screen)
  const label = environment.settings.label ?? 'none'
  return (
    <MaskedContext value={isMasked}>
      <div className={`${styles.frame} ${hasColumn ? styles.withVerdict : ''}`} data-label={label}>
        <TopBar
          {...props}
          show={show}
          openPalette={() => setOpened('palette')}
          isMasked={isMasked}
          toggleMask={() => setMasked(!isMasked)}
          share={share}
        />
        <FrameIdentity
          workbench={workbench}
          isAnswer={isAnswer}
          diagnosis={diagnosis.data}
          onShow={showPointer}
        />
        <StepRail environmentId={environment.id} screen={place.screen} steps={workbench.steps}>
          {environment.origin === 'practice' && tour !== 'over' && !isMasked && (
            <Suspense fallback={null}>
              <PracticeTour
                step={tour}
                onStep={setTour}
                workbench={workbench}
                onSend={() => void send()}
                onShowAssertion={() => show('assertion')}
                onOwnServer={() => props.onCommand('new')}
              />
            </Suspense>
          )}
        </StepRail>
        <main className={styles.main} id="panel" tabIndex={-1}>
          {props.removed && (
            <PassingNotice key={props.removed.environment.id} onGone={props.onForget}>
              {props.removed.environment.name} was deleted.
              <Button size="small" onPress={() => props.removed && props.onRestore(props.removed)}>
                Undo
              </Button>
            </PassingNotice>
          )}
          <WatchStrip
            watches={mask ? maskDeep(watching.watches, mask) : watching.watches}
            now={live.now}
            onShow={({ environmentId, attemptId }) => go({ environmentId, screen: 'answer', attemptId })}
            onEnd={(id) => watching.end.mutate(id)}
          />
          <Suspense fallback={<p role="status">Loading…</p>}>
            <Panel
              // What a panel keeps for itself, such as a revealed token, goes when the page is masked.
              key={isMasked ? 'masked' : 'live'}
              {...props}
              environment={environment}
              changes={isMasked ? { ...props.changes, save: () => undefined } : props.changes}
              isMasked={isMasked}
              onShare={setSharing}
              place={shownPlace}
              workbench={workbench}
              focusPointer={focus}
              isPastingJwt={isPastingJwt}
              onPastingJwt={setPastingJwt}
              show={show}
              showPointer={showPointer}
              onShowFinding={showFinding}
              onSend={() => void send()}
              onFixAndSend={(edit) => void fixAndSend(edit)}
              watching={watching}
              diagnosis={diagnosis}
              answers={answers}
              onAnswers={setAnswers}
            />
          </Suspense>
        </main>
        {hasColumn && (
          <section className={styles.verdict} aria-label="Verdict" tabIndex={0}>
            {verdict}
          </section>
        )}
        <ActionBar
          workbench={workbench}
          onSend={() => void send()}
          problem={isAnswer ? undefined : workbench.sending.problem}
          verdictCount={isNarrow && !isAnswer ? findings.length : undefined}
          onVerdict={() => setOpened('verdict')}
          hasOtherPrimary={
            place.screen === 'paste' || isLaunch || (isAnswer && offersRepair(workbench, diagnosis.data))
          }
        />
        {isMasked && (
          <p className={styles.watermark} role="status">
            redacted
          </p>
        )}
        <Suspense fallback={null}>
          {sharing !== undefined && (
            <ShareScreen
              attemptId={sharing}
              environment={props.environment}
              secrets={live.secrets}
              scope={live.draft.parameters.find(([name]) => name === 'scope')?.[1] ?? ''}
              onImported={(id) =>
                go({ environmentId: environment.id, screen: 'compare', attemptId: `${id}~text` })
              }
              onClose={() => setSharing(undefined)}
            />
          )}
          {opened === 'verdict' && (
            <VerdictDrawer onClose={() => setOpened(undefined)}>{verdict}</VerdictDrawer>
          )}
          {opened === 'palette' && <CommandPalette actions={actions} onClose={() => setOpened(undefined)} />}
          {opened === 'shortcuts' && (
            <ShortcutsDialog
              actions={actions}
              singleKeys={singleKeys === 'on'}
              onTour={startTour}
              onSingleKeys={(on) => setSingleKeys(on ? 'on' : 'off')}
              onClose={() => setOpened(undefined)}
            />
          )}
        </Suspense>
      </div>
    </MaskedContext>
  )
}

const offersRepair = ({ attempt }: Workbench, diagnosis: Diagnosis | undefined): boolean =>
  attempt !== undefined &&
  attempt.outcome.kind !== 'token' &&
  diagnosis?.causes.some(({ edit }) => edit) === true
