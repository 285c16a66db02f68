import { IdentityStrip } from '../features/identity/identity-strip.tsx'
import type { Workbench } from './workbench.ts'

interface FrameIdentityProps {
  readonly workbench: Workbench
  /** On *Answer* it shows the attempt as it was sent. */
  readonly isAnswer: boolean
  readonly onShow: (pointer: string) => void
}

export function FrameIdentity({ workbench, isAnswer, onShow }: FrameIdentityProps) {
  const { environment, draft, attempt, jwks, live } = workbench
  const sent = isAnswer ? attempt : undefined
  const { maxLifetimeS: limitS } = (sent ? workbench.attemptProfile : workbench.profile).parameters
  const settings = sent?.environment ?? environment.settings
  const key = sent
    ? workbench.keys.data?.keys.find(({ thumbprint }) => thumbprint === sent.keyThumbprint)
    : workbench.key
  return (
    <IdentityStrip
      headerText={sent?.headerText ?? draft.headerText}
      payloadText={sent?.payloadText ?? draft.payloadText}
      clientId={settings.clientId}
      tokenEndpoint={settings.tokenEndpoint}
      publicJwk={key?.publicJwk}
      jwksBody={jwks?.body}
      findings={sent ? workbench.attemptFindings : live.findings}
      judged={live.judged}
      now={sent?.sentAt ?? workbench.now}
      limitS={limitS}
      renewsOnSend={draft.renewOnSend}
      frozenAs={sent && `attempt ${sent.sequence}, as sent`}
      onShow={onShow}
    />
  )
}
