import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { RequestOf, ResponseOf } from '../../shared/contract/operation.ts'
import { changePractice, readPractice } from '../../shared/contract/practice.ts'
import { call } from '../api/api.ts'
import type { ApiProblem } from '../api/call.ts'

export type Practice = ResponseOf<typeof readPractice>

const PRACTICE = ['practice'] as const
const STARTING_MS = 400
const WATCHED_MS = 2_000

/** @param watched while its screen is open, so that refusals show as they happen */
export const usePractice = (watched: boolean) =>
  useQuery<Practice, ApiProblem>({
    queryKey: PRACTICE,
    queryFn: ({ signal }) => call(readPractice, {}, { signal }),
    refetchInterval: ({ state }) =>
      state.data?.state === 'starting' ? STARTING_MS : watched ? WATCHED_MS : false,
  })

export function useChangePractice() {
  const client = useQueryClient()
  return useMutation<Practice, ApiProblem, RequestOf<typeof changePractice>>({
    mutationFn: (change) => call(changePractice, change),
    onSuccess: (practice) => {
      client.setQueryData(PRACTICE, practice)
      // What one knows of the registration and what its JWK Set says go with the faults.
      for (const queryKey of [['environments'], ['documents', 'practice'], ['own-jwks']])
        void client.invalidateQueries({ queryKey })
    },
  })
}
