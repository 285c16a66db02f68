import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import {
  answerExperiment,
  diagnoseAttempt,
  runExperiment,
  tryAcross,
  type Answers,
  type Diagnosis,
} from '../../shared/contract/diagnoses.ts'
import type { Environment } from '../../shared/contract/environments.ts'
import type { RequestOf, ResponseOf } from '../../shared/contract/operation.ts'
import type { ShownAttempt } from '../../shared/contract/token-requests.ts'
import { call } from '../api/api.ts'
import { problemOf, type ApiProblem } from '../api/call.ts'
import { useAddAttempt } from './use-attempts.ts'
import type { Confirmed } from './use-confirmed.ts'
import type { EnvironmentChanges } from './use-environments.ts'

/** The diagnosis of an attempt, made by the server from its raw bytes; the last one stays while answers change. */
export const useDiagnosis = (attemptId: string | undefined, answers: Answers) =>
  useQuery<Diagnosis, ApiProblem>({
    queryKey: ['diagnosis', attemptId, answers],
    queryFn: ({ signal }) => call(diagnoseAttempt, { attemptId: attemptId ?? '', answers }, { signal }),
    enabled: attemptId !== undefined,
    placeholderData: (before) => (before?.attemptId === attemptId ? keepPreviousData(before) : undefined),
    staleTime: Infinity,
  })

/** The two answers: kept in the environment where it is the person's own, else for as long as the page is open. */
export function useAnswers(
  environment: Environment,
  attempt: ShownAttempt | undefined,
  changes: EnvironmentChanges,
): readonly [Answers, (answers: Answers) => void] {
  const [said, setSaid] = useState<Answers>()
  const { lastWorkedAt, changedSince } =
    environment.origin === 'user' ? environment.settings : (attempt?.environment ?? {})
  const known: Answers = {
    ...(lastWorkedAt !== undefined && { lastWorkedAt }),
    ...(changedSince !== undefined && { changedSince }),
  }
  const say = (answers: Answers) => {
    if (environment.origin !== 'user') return setSaid(answers)
    const { lastWorkedAt: _, changedSince: __, ...settings } = environment.settings
    changes.save({ ...environment, settings: { ...settings, ...answers } })
  }
  return [said ?? known, say]
}

/** One experiment at a time, which can be stopped; the diagnosis is made again after each. */
export function useExperiments(confirmed: Confirmed) {
  const client = useQueryClient()
  const add = useAddAttempt()
  const control = useRef<AbortController>(undefined)
  const again = () => client.invalidateQueries({ queryKey: ['diagnosis'] })
  const guarded = async <T>(run: (signal: AbortSignal, confirm: string[]) => Promise<T>) => {
    const mine = (control.current = new AbortController())
    try {
      return await confirmed((confirm) => run(mine.signal, confirm))
    } catch (error) {
      if (mine.signal.aborted) return undefined
      throw error
    } finally {
      await again()
    }
  }
  const run = useMutation<
    ResponseOf<typeof runExperiment> | undefined,
    ApiProblem,
    Omit<RequestOf<typeof runExperiment>, 'confirm'>
  >({
    mutationFn: (request) =>
      guarded((signal, confirm) => call(runExperiment, { ...request, confirm }, { signal })),
    onSuccess: (ran) => ran?.attempt && add(ran.attempt),
  })
  const answer = useMutation<
    ResponseOf<typeof answerExperiment>,
    ApiProblem,
    RequestOf<typeof answerExperiment>
  >({
    mutationFn: (request) => call(answerExperiment, request),
    onSettled: again,
  })
  const across = useMutation<
    ResponseOf<typeof tryAcross> | undefined,
    ApiProblem,
    Omit<RequestOf<typeof tryAcross>, 'confirm'>
  >({
    mutationFn: (request) =>
      guarded((signal, confirm) => call(tryAcross, { ...request, confirm }, { signal })),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['attempts'] }),
  })
  const error = run.error ?? answer.error
  return {
    run,
    answer,
    across,
    isRunning: run.isPending || answer.isPending,
    problem: error ? problemOf(error) : undefined,
    stop: () => control.current?.abort(),
  }
}
