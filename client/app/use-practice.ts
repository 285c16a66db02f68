import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ResponseOf } from '../../shared/contract/operation.ts'
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
  return useMutation<Practice, ApiProblem, boolean>({
    mutationFn: (strict) => call(changePractice, { strict }),
    onSuccess: (practice) => client.setQueryData(PRACTICE, practice),
  })
}
