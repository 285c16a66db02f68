import { AssertionPanel } from '../../features/assertion/assertion-panel.tsx'
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
      onShow={showPointer}
      focusPointer={focusPointer}
      theme={theme}
    />
  )
}
