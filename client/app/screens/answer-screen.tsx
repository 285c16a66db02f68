import { lazy, Suspense } from 'react'
import type { Problem } from '../../../shared/contract/problem.ts'
import { syncClocks } from '../../../shared/diagnosis/sync-clock.ts'
import { memberLiteral } from '../../../shared/json/edit-json.ts'
import { revealSecret } from '../../../shared/contract/token-requests.ts'
import { AnswerPanel } from '../../features/answer/answer-panel.tsx'
import { WatchCard } from '../../features/watch/watch-card.tsx'
import { call } from '../../api/api.ts'
import { problemOf } from '../../api/call.ts'
import type { ScreenProps } from './screen-props.ts'
import { STEPS, type Step } from '../place.ts'
import { parametersToSend } from '../secrets.ts'
import { useExperiments } from '../use-diagnosis.ts'

const TokenScreen = lazy(() => import('./token-screen.tsx'))

/** Said in place of a value that would be on the screenshot. */
const MASKED: Problem = {
  type: 'about:blank',
  title: 'Screenshot mode is on',
  status: 409,
  code: 'confirmation-required',
  detail: 'Leave it (S) to see a real value.',
  requestId: '',
}

/** Step 6 with everything that it needs from outside its feature: diagnosis, experiments, watch. */
export default function AnswerScreen(props: ScreenProps) {
  const { environment, environments, workbench, go, show, diagnosis, changes } = props
  const { attempt } = workbench
  const experiments = useExperiments(props.confirmed)
  const { across } = experiments
  const base = attempt?.id ?? ''
  // The experiment's own attempt is the newest; the one that it is about stays in view.
  const stay = () => go({ environmentId: environment.id, screen: 'answer', attemptId: base }, 'replace')
  const isProduction = environment.settings.label === 'production'
  const isOff = isProduction && environment.allowsAutomatic !== true
  const allow = () => changes.save({ ...environment, allowsAutomatic: true })
  return (
    <AnswerPanel
      attempt={attempt}
      attempts={workbench.attempts}
      diagnosis={diagnosis.data}
      diagnosisProblem={diagnosis.error ? problemOf(diagnosis.error) : undefined}
      answers={props.answers}
      onAnswers={props.onAnswers}
      sending={workbench.sending.isSending}
      problem={workbench.sending.problem}
      onReveal={(attemptId, member) =>
        props.isMasked
          ? Promise.resolve({ problem: MASKED })
          : call(revealSecret, { attemptId, member }).catch((error: unknown) => ({
              problem: problemOf(error),
            }))
      }
      onSelect={(attemptId) => go({ environmentId: environment.id, screen: 'answer', attemptId })}
      onSendAgain={props.onSend}
      onFixAndSend={props.onFixAndSend}
      onGo={(step) => show(isStep(step) ? step : 'request')}
      experiments={{
        isRunning: experiments.isRunning,
        problem: experiments.problem,
        onRun: ({ experiment, change }) => {
          stay()
          experiments.run.mutate({ attemptId: base, experiment, change })
        },
        onAnswer: ({ experiment }, reading) => {
          stay()
          experiments.answer.mutate({ attemptId: base, experiment, reading })
        },
        onStop: experiments.stop,
        onWait: (waitS) => {
          stay()
          startWatch(props, 'delay', Math.max(1, Math.ceil(waitS)))
        },
        onAllow: isOff && environment.origin === 'user' ? allow : undefined,
      }}
      across={{
        environments: environments.filter(({ settings }) => settings.tokenEndpoint),
        environmentId: environment.id,
        group: environment.group,
        isRunning: across.isPending,
        result: across.data,
        problem: across.error ? problemOf(across.error) : undefined,
        onTry: (environmentIds) => across.mutate({ attemptId: base, environmentIds }),
        onStop: experiments.stop,
      }}
      watch={<Watch {...props} isOff={isOff} />}
      afterToken={
        attempt?.outcome.kind === 'token' && (
          <Suspense fallback={null}>
            <TokenScreen workbench={workbench} confirmed={props.confirmed} attempt={attempt} />
          </Suspense>
        )
      }
    />
  )
}

const isStep = (step: string): step is Step => STEPS.some((each) => each === step)

/** Repeats what the editors hold: the request that is about to be right. */
function startWatch(props: ScreenProps, mode: 'delay' | 'kid', everyS: number): void {
  const { environment, workbench, watching } = props
  const { key, draft, secrets, attempt } = workbench
  if (!key) return
  watching.start.mutate({
    environmentId: environment.id,
    keyId: key.id,
    mode,
    everyS,
    headerText: draft.headerText,
    payloadText: draft.payloadText,
    parameters: parametersToSend(draft, secrets),
    ...(attempt && { attemptId: attempt.id }),
  })
}

function Watch({ isOff, ...props }: ScreenProps & { readonly isOff: boolean }) {
  const { environment, workbench, watching, practice } = props
  const { settings } = environment
  const { profile } = workbench
  const syncedAt = environment.origin === 'practice' ? practice.data?.syncedAt : undefined
  const savedAt = settings.registration?.savedAt
  const override = syncedAt !== undefined && savedAt !== undefined ? syncedAt - savedAt : undefined
  const { error } = watching.start
  const literal = memberLiteral(workbench.draft.headerText, 'kid')
  return (
    <WatchCard
      clocks={syncClocks(settings, profile, override)}
      now={workbench.now}
      kid={literal?.startsWith('"') ? literal : undefined}
      hasJwksUrl={Boolean(settings.registration?.jwksUrl)}
      blocked={
        isOff
          ? 'The watch is off in production until experiments are switched on for this environment.'
          : workbench.draft.flow === 'client_credentials'
            ? workbench.missing && `Nothing can be sent: ${workbench.missing}.`
            : 'Only a client_credentials request can be repeated: a code is good once.'
      }
      problem={error ? problemOf(error) : undefined}
      onStart={(mode, everyS) => startWatch(props, mode, everyS)}
    />
  )
}
