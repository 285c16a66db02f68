import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  changeHistory,
  describeHistory,
  importAttempt,
  listHistory,
  readHistory,
  removeHistory,
  restoreHistory,
  setRetention,
  wipeHistory,
  type HistoryFilter,
  type Retention,
} from '../../shared/contract/history.ts'
import type { RequestOf, ResponseOf } from '../../shared/contract/operation.ts'
import { call } from '../api/api.ts'
import type { ApiProblem } from '../api/call.ts'

/** Rows of a page: more than a screen shows, few enough to stand within a third of a second. */
const PAGE = 25

/** A page of the history; the one before stays on the screen while the next is asked for. */
export const useHistoryPage = (filter: HistoryFilter, before: number | undefined, limit = PAGE) =>
  useQuery<ResponseOf<typeof listHistory>, ApiProblem>({
    queryKey: ['history', 'page', filter, before, limit],
    queryFn: ({ signal }) =>
      call(listHistory, { ...filter, limit, ...(before === undefined ? {} : { before }) }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })

export const useHistoryPlace = () =>
  useQuery<ResponseOf<typeof describeHistory>, ApiProblem>({
    queryKey: ['history', 'place'],
    queryFn: ({ signal }) => call(describeHistory, {}, { signal }),
    staleTime: 0,
  })

/** One attempt as it lies in the history; undefined id asks for nothing. */
export const useHistoryAttempt = (id: string | undefined) =>
  useQuery<ResponseOf<typeof readHistory>, ApiProblem>({
    queryKey: ['history', 'attempt', id],
    queryFn: ({ signal }) => call(readHistory, { id: id ?? '' }, { signal }),
    enabled: id !== undefined,
    retry: false,
  })

/** What can be done to the history; each asks for the list again. */
export function useHistoryActions() {
  const client = useQueryClient()
  const onSuccess = () => client.invalidateQueries({ queryKey: ['history'] })
  const change = useMutation<unknown, ApiProblem, RequestOf<typeof changeHistory>>({
    mutationFn: (input) => call(changeHistory, input),
    onSuccess,
  })
  const remove = useMutation<unknown, ApiProblem, RequestOf<typeof removeHistory>>({
    mutationFn: (input) => call(removeHistory, input),
    onSuccess,
  })
  const restore = useMutation<unknown, ApiProblem, void>({
    mutationFn: () => call(restoreHistory, {}),
    onSuccess,
  })
  const wipe = useMutation<unknown, ApiProblem, void>({ mutationFn: () => call(wipeHistory, {}), onSuccess })
  const retain = useMutation<unknown, ApiProblem, Retention>({
    mutationFn: (retention) => call(setRetention, { retention }),
    onSuccess,
  })
  const take = useMutation<ResponseOf<typeof importAttempt>, ApiProblem, RequestOf<typeof importAttempt>>({
    mutationFn: (input) => call(importAttempt, input),
    onSuccess,
  })
  return { change, remove, restore, wipe, retain, take }
}
