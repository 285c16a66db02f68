import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { AttemptDocument } from '../../shared/attempt/attempt.ts'
import type { Problem } from '../../shared/contract/problem.ts'
import { fetchDocument } from '../../shared/contract/token-requests.ts'
import type { Candidate } from '../../shared/discovery/discovery-candidates.ts'
import { call } from '../api/api.ts'
import { problemOf } from '../api/call.ts'
import type { Confirmed } from './use-confirmed.ts'

export interface Discovery {
  /** Undefined before the first run in this tab. */
  readonly run:
    | {
        readonly total: number
        /** What came back, in the order of asking; failures too. */
        readonly tried: readonly AttemptDocument[]
        readonly isRunning: boolean
        readonly wasCancelled: boolean
      }
    | undefined
  readonly problem: Problem | undefined
  /** Resolves with what came back; empty when it was cancelled or refused. */
  readonly start: (candidates: readonly Candidate[]) => Promise<readonly AttemptDocument[]>
  readonly cancel: () => void
}

/** Asks each place for its document: the first alone, because it may need a yes, then the others together. */
export function useDiscovery(environmentId: string, confirmed: Confirmed): Discovery {
  const client = useQueryClient()
  const [run, setRun] = useState<Discovery['run']>()
  const [problem, setProblem] = useState<Problem>()
  const controller = useRef<AbortController>(undefined)
  const start = async (candidates: readonly Candidate[]) => {
    controller.current?.abort()
    const { signal } = (controller.current = new AbortController())
    setProblem(undefined)
    const tried = new Map<string, AttemptDocument>()
    const inOrder = () => candidates.flatMap(({ url, kind }) => tried.get(`${kind} ${url}`) ?? [])
    const show = (isRunning: boolean) =>
      setRun({ total: candidates.length, tried: inOrder(), isRunning, wasCancelled: signal.aborted })
    const ask = async ({ kind, url }: Candidate) => {
      const answer = await confirmed((confirm) =>
        call(fetchDocument, { environmentId, kind, url, confirm }, { signal }),
      )
      if (answer) tried.set(`${kind} ${url}`, answer.document)
      if (!signal.aborted) show(true)
      return answer !== undefined
    }
    show(true)
    try {
      const [first, ...others] = candidates
      if (first && (await ask(first))) await Promise.all(others.map(ask))
    } catch (error) {
      if (!signal.aborted) setProblem(problemOf(error))
    }
    if (controller.current.signal === signal) show(false)
    await client.invalidateQueries({ queryKey: ['documents', environmentId] })
    return signal.aborted ? [] : inOrder()
  }
  return { run, problem, start, cancel: () => controller.current?.abort() }
}
