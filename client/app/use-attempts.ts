import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ResponseOf } from '../../shared/contract/operation.ts'
import { listAttempts, type ShownAttempt } from '../../shared/contract/token-requests.ts'
import { call } from '../api/api.ts'
import type { ApiProblem } from '../api/call.ts'

type Listed = ResponseOf<typeof listAttempts>

const attemptsKey = (environmentId: string) => ['attempts', environmentId] as const

/** The attempts of this run in an environment, newest first. */
export const useAttempts = (environmentId: string | undefined) =>
  useQuery<Listed, ApiProblem>({
    queryKey: attemptsKey(environmentId ?? ''),
    queryFn: ({ signal }) => call(listAttempts, { environmentId: environmentId ?? '' }, { signal }),
    enabled: environmentId !== undefined,
  })

/** Shows an attempt that has just come back, and asks for the history that it became part of. */
export function useAddAttempt() {
  const client = useQueryClient()
  return (attempt: ShownAttempt) => {
    const queryKey = attemptsKey(attempt.environmentId)
    client.setQueryData<Listed>(queryKey, (known) => ({
      history: known?.history ?? [],
      attempts: [attempt, ...(known?.attempts ?? []).filter(({ id }) => id !== attempt.id)],
    }))
    void client.invalidateQueries({ queryKey })
    void client.invalidateQueries({ queryKey: ['practice'] })
    void client.invalidateQueries({ queryKey: ['history'] })
  }
}
