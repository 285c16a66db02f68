import { RequestPanel } from '../../features/request/request-panel.tsx'
import type { ScreenProps } from './screen-props.ts'

export default function RequestScreen({ environment, workbench, onSend }: ScreenProps) {
  return (
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
      dpop={{ ...workbench.dpop, onChange: (dpop) => workbench.setDraft({ ...workbench.draft, dpop }) }}
      onEndReadyMade={workbench.readyMade.assertion === undefined ? undefined : workbench.readyMade.end}
    />
  )
}
