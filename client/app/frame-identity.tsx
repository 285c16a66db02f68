import { useEffect, useState } from 'react'
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
  const limitS = useLimit(sent?.profile ?? environment.profile)
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

/** The profile's longest lifetime, once the profiles are loaded. */
function useLimit(profileId: string): number | undefined {
  const [known, setKnown] = useState<{ readonly id: string; readonly limitS: number | undefined }>()
  useEffect(() => {
    let left = false
    void import('../../shared/profiles/registry.ts').then(({ profileById }) => {
      if (!left) setKnown({ id: profileId, limitS: profileById(profileId)?.parameters.maxLifetimeS })
    })
    return () => {
      left = true
    }
  }, [profileId])
  return known?.id === profileId ? known.limitS : undefined
}
