import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import {
  clearCapture,
  readCapture,
  setCaptureAnswer,
  startCapture,
  stopCapture,
  type CaptureError,
  type CaptureState,
} from '../../shared/contract/capture.ts'
import type { Problem } from '../../shared/contract/problem.ts'
import { call } from '../api/api.ts'
import { problemOf, type ApiProblem } from '../api/call.ts'
import type { Confirmed } from './use-confirmed.ts'

const CAPTURE = ['capture'] as const
/** How soon a request that came shows, milliseconds. */
const WATCH_MS = 1_000

/** The capture listener while its screen is open. */
export function useCapture(confirmed: Confirmed) {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const query = useQuery<CaptureState, ApiProblem>({
    queryKey: CAPTURE,
    queryFn: ({ signal }) => call(readCapture, {}, { signal }),
    refetchInterval: ({ state: { data } }) => (data?.listening === true ? WATCH_MS : false),
  })
  // What was relayed is an attempt like those that were sent from here, and its answer can be opened at once.
  const relayed = query.data?.requests.find(({ attemptId }) => attemptId !== undefined)?.attemptId
  useEffect(() => {
    if (relayed !== undefined) void client.invalidateQueries({ queryKey: ['attempts'] })
  }, [relayed, client])
  const run = async (work: () => Promise<CaptureState | undefined>) => {
    setBusy(true)
    setProblem(undefined)
    try {
      const state = await work()
      if (state !== undefined) client.setQueryData(CAPTURE, state)
    } catch (error) {
      setProblem(problemOf(error))
    } finally {
      setBusy(false)
    }
  }
  return {
    state: query.data,
    busy,
    problem: problem ?? (query.error ? problemOf(query.error) : undefined),
    start: (environmentId: string) => void run(() => call(startCapture, { environmentId })),
    stop: () => void run(() => call(stopCapture, {})),
    answer: (error: CaptureError, relays: number) =>
      void run(() => confirmed((confirm) => call(setCaptureAnswer, { error, relays, confirm }))),
    clear: () => void run(() => call(clearCapture, {})),
  }
}
