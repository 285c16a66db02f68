import { useMemo } from 'react'
import type { Environment } from '../../../shared/contract/environments.ts'
import { problemOf } from '../../api/call.ts'
import { ShareDialog } from '../../features/share/share-dialog.tsx'
import type { Secrets } from '../secrets.ts'
import { useHistoryActions, useHistoryAttempt } from '../use-history.ts'

interface ShareScreenProps {
  readonly attemptId: string
  readonly environment: Environment
  readonly secrets: Secrets
  readonly scope: string
  readonly onImported: (attemptId: string) => void
  readonly onClose: () => void
}

/** The share dialog on one attempt, as it lies in the history: redacted before it reached the disk. */
export default function ShareScreen(props: ShareScreenProps) {
  const { environment, secrets } = props
  const read = useHistoryAttempt(props.attemptId)
  const { take } = useHistoryActions()
  const typed = useMemo(
    () =>
      Object.values(secrets).filter((value): value is string => typeof value === 'string' && value !== ''),
    [secrets],
  )
  const attempt = read.data?.attempt
  return (
    <ShareDialog
      attempt={attempt}
      problem={read.error ? problemOf(read.error).detail : undefined}
      isProduction={(attempt?.environment?.label ?? environment.settings.label) === 'production'}
      tokenEndpoint={attempt?.tokenRequest?.url ?? environment.settings.tokenEndpoint ?? ''}
      scope={props.scope}
      secrets={typed}
      onEvidence={(text) =>
        take.mutateAsync({ text, environmentId: environment.id }).then(
          ({ row }) => {
            props.onImported(row.id)
            return undefined
          },
          (error: unknown) => problemOf(error).detail,
        )
      }
      onClose={props.onClose}
    />
  )
}
