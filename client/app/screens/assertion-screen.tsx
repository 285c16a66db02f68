import { AssertionPanel } from '../../features/assertion/assertion-panel.tsx'
import { ReadyMadePanel } from '../../features/assertion/ready-made-panel.tsx'
import type { ScreenProps } from './screen-props.ts'

export default function AssertionScreen({
  environment,
  workbench,
  focusPointer,
  showPointer,
  theme,
  isPastingJwt,
  onPastingJwt,
}: ScreenProps) {
  const { readyMade } = workbench
  if (readyMade.assertion !== undefined)
    return (
      <ReadyMadePanel
        assertion={readyMade.assertion}
        headerText={workbench.draft.headerText}
        payloadText={workbench.draft.payloadText}
        onEnd={readyMade.end}
      />
    )
  return (
    <AssertionPanel
      environment={environment}
      profile={workbench.profile}
      draft={workbench.draft}
      onDraft={workbench.setDraft}
      keys={workbench.keys.data?.keys ?? []}
      chosenKey={workbench.key}
      audienceCandidates={workbench.audienceCandidates}
      findings={workbench.live.findings}
      signed={workbench.signed}
      now={workbench.now}
      onRenew={workbench.renew}
      isPasting={isPastingJwt}
      onPasting={onPastingJwt}
      onReadyMade={readyMade.set}
      onShow={showPointer}
      focusPointer={focusPointer}
      theme={theme}
    />
  )
}
