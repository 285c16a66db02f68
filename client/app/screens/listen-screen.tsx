import { ListenPanel } from '../../features/listen/listen-panel.tsx'
import { useCapture } from '../use-capture.ts'
import type { ScreenProps } from './screen-props.ts'

export default function ListenScreen({ environment, workbench, confirmed, go }: ScreenProps) {
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
