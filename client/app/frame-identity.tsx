import type { Diagnosis } from '../../shared/contract/diagnoses.ts'
import { IdentityStrip } from '../features/identity/identity-strip.tsx'
import type { Workbench } from './workbench.ts'

interface FrameIdentityProps {
  readonly workbench: Workbench
  /** On *Answer* it shows the attempt as it was sent. */
  readonly isAnswer: boolean
  /** Of that attempt; undefined until it is there. */
  readonly diagnosis: Diagnosis | undefined
  readonly onShow: (pointer: string) => void
}

export function FrameIdentity({ workbench, isAnswer, diagnosis, onShow }: FrameIdentityProps) {
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
      findings={sent ? remarksOf(diagnosis) : live.findings}
      judged={sent ? diagnosis !== undefined : live.judged}
      now={sent?.sentAt ?? workbench.now}
      limitS={limitS}
      renewsOnSend={draft.renewOnSend}
      frozenAs={sent && `attempt ${sent.sequence}, as sent`}
      onShow={onShow}
    />
  )
}

const SEVERITIES = { proven: 'error', probable: 'error', possible: 'warning', hint: 'info' } as const

const remarksOf = (diagnosis: Diagnosis | undefined) =>
  diagnosis?.causes.flatMap(({ where, grade, title, expected }) =>
    where === undefined
      ? []
      : [
          {
            pointer: where,
            severity: SEVERITIES[grade],
            title,
            ...(expected === undefined ? {} : { expected }),
          },
        ],
  ) ?? []
