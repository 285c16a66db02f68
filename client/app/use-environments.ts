import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Draft, Environment } from '../../shared/contract/environments.ts'
import { listEnvironments, removeEnvironment, saveEnvironment } from '../../shared/contract/environments.ts'
import type { ResponseOf } from '../../shared/contract/operation.ts'
import type { Problem } from '../../shared/contract/problem.ts'
import { call } from '../api/api.ts'
import { problemOf, type ApiProblem } from '../api/call.ts'

type Listed = ResponseOf<typeof listEnvironments>

const ENVIRONMENTS = ['environments'] as const

/** The practice environment gets its addresses and its key once its server runs. */
const AGAIN_MS = 400

const isComplete = ({ keyId, settings }: Environment): boolean =>
  keyId !== undefined && settings.tokenEndpoint !== undefined

/** @param practiceMayCome false where the practice server is off or has failed */
export const useEnvironments = (practiceMayCome: boolean) =>
  useQuery<Listed, ApiProblem>({
    queryKey: ENVIRONMENTS,
    queryFn: ({ signal }) => call(listEnvironments, {}, { signal }),
    refetchInterval: ({ state }) => {
      const practice = state.data?.environments.find(({ origin }) => origin === 'practice')
      return practiceMayCome && practice && !isComplete(practice) ? AGAIN_MS : false
    },
  })

export interface Removed {
  readonly environment: Environment
  readonly draft?: Draft | undefined
}

export interface EnvironmentChanges {
  /** Shows the change at once and saves it; of several in a row the newest. */
  readonly save: (environment: Environment) => void
  /** Resolves when the server has what is shown. */
  readonly settled: () => Promise<void>
  readonly remove: (id: string) => Promise<Removed | undefined>
  /** Why the last change was not kept; what is shown then is what the server has. */
  readonly problem: Problem | undefined
}

const withEnvironment = (list: readonly Environment[], next: Environment): Environment[] =>
  list.some(({ id }) => id === next.id)
    ? list.map((old) => (old.id === next.id ? next : old))
    : [...list, next]

export function useEnvironmentChanges(): EnvironmentChanges {
  const client = useQueryClient()
  const [problem, setProblem] = useState<Problem>()
  const waiting = useRef(new Map<string, Environment>())
  const running = useRef<Promise<void>>(undefined)

  const change = (to: (list: readonly Environment[]) => Environment[]) =>
    client.setQueryData<Listed>(
      ENVIRONMENTS,
      (known) => known && { ...known, environments: to(known.environments) },
    )
  const fail = async (error: unknown) => {
    setProblem(problemOf(error))
    await client.invalidateQueries({ queryKey: ENVIRONMENTS })
  }
  const drain = async () => {
    for (;;) {
      const [next] = waiting.current.values()
      if (!next) return
      waiting.current.delete(next.id)
      await call(saveEnvironment, { environment: next }).then(() => setProblem(undefined), fail)
    }
  }
  return {
    problem,
    save: (environment) => {
      change((list) => withEnvironment(list, environment))
      waiting.current.set(environment.id, environment)
      running.current ??= drain().finally(() => {
        running.current = undefined
      })
    },
    settled: async () => running.current,
    remove: async (id) => {
      try {
        const removed = await call(removeEnvironment, { id })
        change((list) => list.filter((environment) => environment.id !== id))
        return removed
      } catch (error) {
        await fail(error)
        return undefined
      }
    },
  }
}
